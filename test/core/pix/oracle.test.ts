import { generatePixPayload, getPixPayloadInfo } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { createDynamicPix, createStaticPix, hasError, parsePix, PixElementType } from 'pix-utils';
import { buildBrCode, parseBrCode, parsePixKey } from '../../../core/pix';
import { plainText } from '../../../core/pix/plainText';
import { inputs } from './samples';

/** Plain texts, which every library writes alike. */
const plain = inputs.map((input) => ({ ...input, key: parsePixKey(input.key).value, name: plainText(input.name, 25), city: plainText(input.city, 15) }));

describe('against other implementations', () => {
	it('pix-utils and brazilian-utils read what we write', () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const text = buildBrCode(input);
				const ours = parseBrCode(text);
				const amount = ours.amountCents === null ? undefined : ours.amountCents / 100;
				const pixUtils = parsePix(text);
				if (hasError(pixUtils)) throw new Error('pix-utils refuses it');
				expect(pixUtils).toMatchObject({
					type: PixElementType.STATIC,
					pixKey: ours.key,
					merchantName: ours.name,
					merchantCity: ours.city,
					transactionAmount: amount ?? 0,
					txid: ours.txid ?? '***',
				});
				expect(getPixPayloadInfo(text)).toEqual({
					pointOfInitiation: 'static',
					key: ours.key,
					merchantName: ours.name,
					merchantCity: ours.city,
					...(amount === undefined ? {} : { amount }),
					...(ours.txid === null ? {} : { txid: ours.txid }),
					...(ours.description === null ? {} : { description: ours.description }),
				});
			}),
			{ numRuns: 500 },
		);
	});

	it('we read what pix-utils writes', () => {
		fc.assert(
			fc.property(plain, ({ key, name, city, amountCents, txid }) => {
				const pix = createStaticPix({ pixKey: key, merchantName: name, merchantCity: city, transactionAmount: (amountCents ?? 0) / 100, txid, infoAdicional: '' });
				if (hasError(pix)) throw new Error('pix-utils refuses it');
				// It writes names in upper case.
				expect(parseBrCode(pix.toBRCode())).toMatchObject({ key, name: name.toUpperCase(), city: city.toUpperCase(), amountCents, txid: txid === '***' ? null : txid });
			}),
			{ numRuns: 500 },
		);
	});

	it('we write, byte for byte, what brazilian-utils writes of plain texts', () => {
		fc.assert(
			fc.property(plain, ({ description: given, ...input }) => {
				const description = plainText(given, 200);
				const theirs = generatePixPayload({
					key: input.key,
					merchantName: input.name,
					merchantCity: input.city,
					amount: input.amountCents === null ? undefined : input.amountCents / 100,
					txid: input.txid === '***' ? undefined : input.txid,
					description,
				});
				expect(buildBrCode({ ...input, description })).toBe(theirs);
			}),
			{ numRuns: 500 },
		);
	});

	it('we read the dynamic codes that both write', () => {
		const url = fc.stringMatching(/^[a-z]{1,20}\.example\.com\/qr\/v2\/[0-9a-f]{1,32}$/).filter((text) => text.length <= 77);
		fc.assert(
			fc.property(plain, url, ({ name, city }, location) => {
				const pix = createDynamicPix({ merchantName: name, merchantCity: city, url: location });
				if (hasError(pix)) throw new Error('pix-utils refuses it');
				expect(parseBrCode(pix.toBRCode())).toMatchObject({ kind: 'dynamic', url: location, key: null });
				const theirs = generatePixPayload({ merchantName: name, merchantCity: city, url: location });
				expect(parseBrCode(theirs!)).toMatchObject({ kind: 'dynamic', url: location, key: null, name, city, singleUse: true });
			}),
			{ numRuns: 200 },
		);
	});
});
