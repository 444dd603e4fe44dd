/** Where somebody is, as far as it is known. */
export interface Place {
	/** UF. */
	state: string | null;
	/** CEP, 8 digits, with or without the hyphen. */
	postalCode?: string | null;
	/** Name of the city. */
	city?: string | null;
}

const BRASILIA = 'America/Sao_Paulo';

/**
 * Time zones of the states by Decreto 2.784/1913 with Leis 11.662/2008 and 12.876/2013. There are four: two hours
 * behind Brasília (AC), one (AM, MS, MT, RO, RR), none, and one ahead (Fernando de Noronha). Those that share
 * Brasília's clock have zones of their own because only the South, the Southeast and the Centre-West kept daylight
 * saving time in its last years; it ended on 2019-02-17 (Decreto 9.772/2019).
 */
const STATE_ZONES: Readonly<Record<string, string>> = {
	AC: 'America/Rio_Branco',
	AL: 'America/Maceio',
	AM: 'America/Manaus',
	AP: 'America/Belem',
	BA: 'America/Bahia',
	CE: 'America/Fortaleza',
	MA: 'America/Fortaleza',
	MS: 'America/Campo_Grande',
	MT: 'America/Cuiaba',
	PA: 'America/Belem',
	PB: 'America/Fortaleza',
	PE: 'America/Recife',
	PI: 'America/Fortaleza',
	RN: 'America/Fortaleza',
	RO: 'America/Porto_Velho',
	RR: 'America/Boa_Vista',
	SE: 'America/Maceio',
	TO: 'America/Araguaina',
};

/** Parts of a state with another clock than the rest, by the first five digits of the CEP. */
const EXCEPTIONS: ReadonlyArray<{ state: string; from: number; to: number; zone: string }> = [
	{ state: 'PE', from: 53_990, to: 53_990, zone: 'America/Noronha' },
	// West of the line from Tabatinga to Porto Acre (Lei 12.876/2013), the cities whose seats surely are: Benjamin
	// Constant, Tabatinga and Atalaia do Norte; Envira, Eirunepé, Ipixuna and Guajará. Cities that the line cuts
	// (Boca do Acre, Jutaí, Lábrea, Pauini, São Paulo de Olivença) keep Manaus's clock here.
	{ state: 'AM', from: 69_630, to: 69_659, zone: 'America/Eirunepe' },
	{ state: 'AM', from: 69_870, to: 69_899, zone: 'America/Eirunepe' },
];

/** The time zone (IANA name) of a place; the creditor's own when neither state nor CEP says. */
export function timeZoneOf(place: Place, creditorZone: string): string {
	const { state, postalCode } = place;
	if (postalCode && /^\d{5}-?\d{3}$/.test(postalCode)) {
		const start = Number(postalCode.slice(0, 5));
		const exception = EXCEPTIONS.find(({ from, to }) => start >= from && start <= to);
		if (exception && (state === null || state === exception.state)) return exception.zone;
	}
	if (state === null) return creditorZone;
	return Object.hasOwn(STATE_ZONES, state) ? STATE_ZONES[state] : BRASILIA;
}
