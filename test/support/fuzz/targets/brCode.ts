import { buildBrCode, BrCodeError, NO_TXID, parseBrCode, type BrCode } from '../../../../core/pix';
import { crc16 } from '../../../../core/pix/crc16';
import type { FuzzTarget } from '../target';

const KEY = '123e4567-e12b-12d1-a456-426655440000';

/** With the CRC put right, so that what comes after it is reached too. */
function sealed(input: string): string {
	const body = input.trim().replace(/(?:6304.{0,4})?$/su, '6304');
	return body + crc16(body);
}

/** A static code that we would write too is written again from what was read of it, and must say the same. */
function checkRebuilt(code: BrCode): void {
	const rebuilt = rebuild(code);
	if (rebuilt === null) return;
	const again = parseBrCode(rebuilt);
	if (again.amountCents !== code.amountCents || again.txid !== code.txid || rebuild(again) !== rebuilt) {
		throw new Error(`${JSON.stringify(code)} became ${JSON.stringify(again)}`);
	}
}

/** Null when others wrote a key, a name or a txid that we would not write. */
function rebuild({ key, txid, description, ...rest }: BrCode): string | null {
	if (key === null) return null;
	try {
		return buildBrCode({ ...rest, key, txid: txid ?? NO_TXID, description: description ?? '' });
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

export const brCodeTarget: FuzzTarget = {
	name: 'parseBrCode',
	seeds: [
		'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
		buildBrCode({ key: KEY, name: 'Padaria Exemplo', city: 'São Paulo', amountCents: 123456, txid: 'NF1001', description: 'NF 1001' }),
		sealed('00020101021226480014br.gov.bcb.pix2526pix.example.com/qr/v2/12345204000053039865802BR5906Fulano6008Brasilia62070503***6304'),
		sealed('00020126300014BR.GOV.BCB.PIX0108x@y.com 5204000053039865802BR5905José 6006Belém 62070503***6304'),
	],
	alphabet: '00112233455667899BR.*abF',
	parse(input) {
		let error: unknown = null;
		for (const text of [input, sealed(input)]) {
			try {
				checkRebuilt(parseBrCode(text));
				return;
			} catch (refusal) {
				error = refusal;
				if (!(refusal instanceof BrCodeError)) throw refusal;
			}
		}
		throw error;
	},
	isDocumented: (error) => error instanceof BrCodeError,
};
