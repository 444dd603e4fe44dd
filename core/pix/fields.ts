/** Globally unique identifier of Pix in the account template. Readers ignore its case. */
export const PIX_GUI = 'br.gov.bcb.pix';
/** Real, ISO 4217. */
export const CURRENCY = '986';
export const COUNTRY = 'BR';

export const NAME_LIMIT = 25;
export const CITY_LIMIT = 15;
/** Characters of the amount, its point included. */
export const AMOUNT_LIMIT = 13;

/** Ids of the fields that a BR Code of Pix has (BCB, Manual do BR Code; EMV QRCPS, Merchant-Presented Mode). */
export const FIELD = {
	version: '00',
	initiation: '01',
	/** Templates of accounts go from here to 51; Pix is written in the first. */
	account: '26',
	lastAccount: '51',
	category: '52',
	currency: '53',
	amount: '54',
	country: '58',
	name: '59',
	city: '60',
	additional: '62',
	crc: '63',
} as const;

/** Inside the account template. */
export const ACCOUNT = { gui: '00', key: '01', description: '02', url: '25' } as const;

/** Inside the additional data template. */
export const ADDITIONAL = { txid: '05' } as const;
