import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { NodeContext } from './context';

/** One operation of a node: its fields, and what it does with all the input items at once. */
export interface Operation {
	/** Name in the operation list. */
	name: string;
	/** What the operator reads in the list of actions, such as "Import invoices". */
	action: string;
	description: string;
	/** Fields shown when it is selected; the router adds the condition. */
	fields: INodeProperties[];
	/** Items by output: done, then problems where the operation has that second output. */
	execute(this: IExecuteFunctions, context: NodeContext, items: INodeExecutionData[]): Promise<INodeExecutionData[][]>;
}

/** A resource and its operations, by their values. */
export interface Resource {
	name: string;
	operations: Readonly<Record<string, Operation>>;
}

/** The resource, operation and field properties of a node, made from its dictionary of resources. */
export function resourceProperties(resources: Readonly<Record<string, Resource>>, defaults: { resource: string; operation: Record<string, string> }): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: Object.entries(resources).map(([value, { name }]) => ({ name, value })),
			default: defaults.resource,
		},
		...Object.entries(resources).map(
			([resource, { operations }]): INodeProperties => ({
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: Object.entries(operations).map(([value, { name, action, description }]) => ({ name, value, action, description })),
				default: defaults.operation[resource],
			}),
		),
		...Object.entries(resources).flatMap(([resource, { operations }]) =>
			Object.entries(operations).flatMap(([operation, { fields }]) =>
				fields.map(
					(field): INodeProperties => ({
						...field,
						displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, resource: [resource], operation: [operation] } },
					}),
				),
			),
		),
	];
}
