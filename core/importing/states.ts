import { foldText } from './text';

const NAMES = {
	AC: 'Acre', AL: 'Alagoas', AM: 'Amazonas', AP: 'Amapá', BA: 'Bahia', CE: 'Ceará', DF: 'Distrito Federal',
	ES: 'Espírito Santo', GO: 'Goiás', MA: 'Maranhão', MG: 'Minas Gerais', MS: 'Mato Grosso do Sul', MT: 'Mato Grosso',
	PA: 'Pará', PB: 'Paraíba', PE: 'Pernambuco', PI: 'Piauí', PR: 'Paraná', RJ: 'Rio de Janeiro',
	RN: 'Rio Grande do Norte', RO: 'Rondônia', RR: 'Roraima', RS: 'Rio Grande do Sul', SC: 'Santa Catarina',
	SE: 'Sergipe', SP: 'São Paulo', TO: 'Tocantins',
} as const;

/** The 26 states and the Federal District, by their two letters (UF). */
export const STATES = Object.keys(NAMES) as readonly (keyof typeof NAMES)[];

const BY_TEXT = new Map<string, string>();
for (const [uf, name] of Object.entries(NAMES)) {
	BY_TEXT.set(uf, uf);
	BY_TEXT.set(foldText(uf), uf);
	BY_TEXT.set(foldText(name), uf);
}

/** The UF of a two-letter code or of a state's full name in Portuguese; null when it is neither. */
export function stateFromText(text: string): string | null {
	return BY_TEXT.get(text) ?? (text.length > 40 ? null : (BY_TEXT.get(foldText(text)) ?? null));
}
