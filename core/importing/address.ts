import { formatPostalCode, parsePostalCode, PostalCodeError } from '../contactData/postalCode';
import { stateOfPostalCode } from '../contactData/postalCodeStates';
import type { CustomerInput } from './invoiceInput';
import type { RowReader } from './rowReader';
import { stateFromText } from './states';

const STATE_LIMIT = 80;
const CITY_LIMIT = 100;
const POSTAL_CODE_LIMIT = 80;

/**
 * Where the customer of a row is. Without a UF the CEP's counts; a CEP of another state is a warning, and both
 * stay as told, since either may be the wrong one.
 */
export function parseAddress(row: RowReader): Pick<CustomerInput, 'state' | 'city' | 'postalCode'> {
	const postalCode = parseCep(row);
	const stateOfCep = postalCode === null ? null : stateOfPostalCode(postalCode);
	const state = parseState(row, stateOfCep);
	const city = row.text('customerCity', CITY_LIMIT);
	if (postalCode !== null && stateOfCep !== null && state !== stateOfCep) {
		row.warn('customerPostalCode', `O CEP ${formatPostalCode(postalCode)} é de ${stateOfCep}, mas a UF diz ${state}. Ficam os dois; confira e corrija o que estiver errado.`);
	}
	return { state, city, postalCode };
}

function parseCep(row: RowReader): string | null {
	const text = row.text('customerPostalCode', POSTAL_CODE_LIMIT);
	if (text === null) return null;
	try {
		return parsePostalCode(text);
	} catch (error) {
		if (!(error instanceof PostalCodeError)) throw error;
		row.warn('customerPostalCode', `${error.message} O cliente fica sem CEP.`);
		return null;
	}
}

function parseState(row: RowReader, stateOfCep: string | null): string | null {
	const text = row.text('customerState', STATE_LIMIT);
	if (text === null) return stateOfCep;
	const state = stateFromText(text);
	if (state !== null) return state;
	const instead = stateOfCep === null ? 'O cliente fica sem UF' : `Vale a UF do CEP, ${stateOfCep}`;
	row.warn('customerState', `Não é um estado do Brasil. ${instead}; use a sigla de duas letras, como SP.`);
	return stateOfCep;
}
