import type { INodePropertyOptions } from 'n8n-workflow';
import { IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES, type Importance } from '../../core/classification/profiles';

const IMPORTANCE_TEXTS: Readonly<Record<Importance, string>> = {
	A: 'The few customers that bring most of the revenue',
	B: 'Those after them',
	C: 'All others, and whoever was never classified',
};

/** Payer profiles to choose from, best first. */
export const PROFILE_FIELD_OPTIONS: INodePropertyOptions[] = PAYER_PROFILES.map((value) => ({ name: PROFILE_NAMES[value], value }));

/** Importances (ABC curve) to choose from. */
export const IMPORTANCE_FIELD_OPTIONS: INodePropertyOptions[] = IMPORTANCES.map((value) => ({ name: value, value, description: IMPORTANCE_TEXTS[value] }));
