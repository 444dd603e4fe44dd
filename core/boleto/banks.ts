/** Banks that issue boletos, by COMPE code (BCB, relação de participantes do STR), as customers know them. */
const BANKS: ReadonlyMap<string, string> = new Map([
	['001', 'Banco do Brasil'],
	['003', 'Banco da Amazônia'],
	['004', 'Banco do Nordeste'],
	['021', 'Banestes'],
	['033', 'Santander'],
	['041', 'Banrisul'],
	['070', 'BRB'],
	['077', 'Banco Inter'],
	['085', 'Ailos'],
	['104', 'Caixa Econômica Federal'],
	['136', 'Unicred'],
	['197', 'Stone'],
	['208', 'BTG Pactual'],
	['212', 'Banco Original'],
	['218', 'Banco BS2'],
	['237', 'Bradesco'],
	['246', 'Banco ABC Brasil'],
	['260', 'Nubank'],
	['274', 'Money Plus'],
	['290', 'PagBank'],
	['323', 'Mercado Pago'],
	['336', 'C6 Bank'],
	['341', 'Itaú'],
	['364', 'Efí'],
	['380', 'PicPay'],
	['389', 'Banco Mercantil'],
	['403', 'Cora'],
	['422', 'Banco Safra'],
	['461', 'Asaas'],
	['633', 'Banco Rendimento'],
	['637', 'Banco Sofisa'],
	['655', 'Banco BV'],
	['748', 'Sicredi'],
	['756', 'Sicoob'],
]);

/** Name of the bank with a COMPE code of three digits; null when it is not one of the usual ones. */
export function bankName(code: string): string | null {
	return BANKS.get(code) ?? null;
}
