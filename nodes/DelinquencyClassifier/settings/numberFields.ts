import type { INodeProperties } from 'n8n-workflow';
import { numberIn } from '../../shared/values';

/** A number of a table that has many: where it stands in the settings, and what it is called. */
export interface NumberField {
	name: string;
	displayName: string;
	description: string;
	default: number;
}

/** Fields that show the default method's numbers. */
export function numberFields(fields: readonly NumberField[]): INodeProperties[] {
	return fields.map((field) => ({ ...field, type: 'number', typeOptions: { minValue: 0 } }));
}

/** The number typed in a field, or its default for nothing. Throws a RangeError that names the field. */
export function readNumber(value: unknown, { displayName, default: otherwise }: NumberField): number {
	return numberIn(value, displayName) ?? otherwise;
}
