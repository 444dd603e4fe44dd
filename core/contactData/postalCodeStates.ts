/** First five digits up to which a state goes, in order; a gap that belongs to none is null. */
const UP_TO: ReadonlyArray<readonly [last: number, state: string | null]> = [
	[999, null], [19999, 'SP'], [28999, 'RJ'], [29999, 'ES'], [39999, 'MG'], [48999, 'BA'], [49999, 'SE'],
	[56999, 'PE'], [57999, 'AL'], [58999, 'PB'], [59999, 'RN'], [63999, 'CE'], [64999, 'PI'], [65999, 'MA'],
	[68899, 'PA'], [68999, 'AP'], [69299, 'AM'], [69399, 'RR'], [69899, 'AM'], [69999, 'AC'],
	[72799, 'DF'], [72999, 'GO'], [73699, 'DF'], [76799, 'GO'], [76999, 'RO'], [77999, 'TO'],
	// 78900–78999 was Rondônia before its codes moved to 76800–76999.
	[78899, 'MT'], [78999, null], [79999, 'MS'], [87999, 'PR'], [89999, 'SC'], [99999, 'RS'],
];

/** By the first three digits: one look-up instead of a search for each row of a file. */
const BY_PREFIX: ReadonlyArray<string | null> = Array.from({ length: 1_000 }, (_, prefix) => {
	// Every border lies on a whole hundred, so three digits tell the state.
	const found = UP_TO.find(([last]) => prefix * 100 <= last);
	return found === undefined ? null : found[1];
});

/**
 * The state (UF) whose range of the Correios' table (*faixas de CEP por UF*) holds a CEP of eight digits; null
 * when no state has it or it is not a CEP.
 */
export function stateOfPostalCode(postalCode: string): string | null {
	return /^\d{8}$/.test(postalCode) ? BY_PREFIX[Number(postalCode.slice(0, 3))] : null;
}
