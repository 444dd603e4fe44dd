/** A bureau as nodes offer it. */
export interface BureauDefinition {
	/** Identifies it in the ledger and in node parameters. */
	name: string;
	/** For people. */
	label: string;
	/** Name of the n8n credential type. */
	credential: string;
}

/** A new bureau is one file (or folder) beside these and one line here: see docs/bureaus.md. */
export const BUREAUS: Readonly<Record<string, BureauDefinition>> = {
	http: { name: 'http', label: 'Another Bureau (HTTP)', credential: 'cobrancaBureauHttpApi' },
	serasa: { name: 'serasa', label: 'Serasa Experian', credential: 'cobrancaSerasaApi' },
	spc: { name: 'spc', label: 'SPC Brasil', credential: 'cobrancaSpcApi' },
};
