/** What kind of payer a customer is, best first; `new` is one whose history says too little. */
export const PAYER_PROFILES = ['excellent', 'good', 'new', 'occasional_late', 'habitual_late', 'critical'] as const;
export type PayerProfile = (typeof PAYER_PROFILES)[number];

/** What operators read. */
export const PROFILE_NAMES: Readonly<Record<PayerProfile, string>> = {
	excellent: 'Excelente pagador',
	good: 'Bom pagador',
	new: 'Cliente novo',
	occasional_late: 'Atrasa às vezes',
	habitual_late: 'Atrasa com frequência',
	critical: 'Crítico',
};

/** How much of the revenue a customer stands for: A is the few that bring most of it (the ABC curve). */
export const IMPORTANCES = ['A', 'B', 'C'] as const;
export type Importance = (typeof IMPORTANCES)[number];
