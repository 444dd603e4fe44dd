import { readPhone, type Phone, type PhoneRefusal } from '../contactData/phone';
import type { RowReader } from './rowReader';

const PHONE_LIMIT = 40;
/** A cell may hold several. */
const FIELD_LIMIT = 200;
const BETWEEN = /\s*(?:[/;,|]|\bou\b|\be\b)\s*/i;

/**
 * The phone of a row in E.164. Of several in the cell the first valid mobile, since messages go there, else the
 * first valid one, with a warning. What cannot be read is kept as it came, with a warning: a person may still
 * be able to dial it. Null when there is no digit in it.
 */
export function pickPhone(row: RowReader): string | null {
	const text = row.text('customerPhone', FIELD_LIMIT);
	if (text === null) return null;
	const whole = readPhone(text);
	if (isPhone(whole)) return whole.e164;
	if (!/\d/.test(text)) {
		row.warn('customerPhone', 'O telefone não tem nenhum dígito. O cliente fica sem telefone; use DDD e número.');
		return null;
	}
	const parts = text.split(BETWEEN).filter((part) => part !== '');
	const valid = parts.map(readPhone).filter(isPhone);
	const chosen = valid.find(({ kind }) => kind === 'mobile') ?? valid.at(0);
	if (chosen !== undefined) {
		// "(11) 91234-5678;" holds one number.
		if (parts.length > 1) row.warn('customerPhone', `Há mais de um telefone; fica ${chosen.kind === 'mobile' ? 'o primeiro celular' : 'o primeiro'} válido: ${chosen.e164}.`);
		return chosen.e164;
	}
	if (text.length > PHONE_LIMIT) {
		row.error('customerPhone', `Telefone do cliente com ${text.length} caracteres: o limite é ${PHONE_LIMIT}. Deixe só o número.`);
		return null;
	}
	const reason = parts.length > 1 ? 'Nenhum dos telefones pôde ser lido. Use DDD e número, como (11) 91234-5678.' : whole.reason;
	row.warn('customerPhone', `${reason} O telefone fica como veio.`);
	return text;
}

function isPhone(read: Phone | PhoneRefusal): read is Phone {
	return 'e164' in read;
}
