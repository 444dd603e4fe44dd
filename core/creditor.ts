/** Who collects: what every demand document must say of its sender (CDC art. 42-A). */
export interface Creditor {
	name: string;
	/** CPF (11 digits) or CNPJ (14 characters), with or without punctuation. */
	document: string;
	/** Postal address in one line or several. */
	address: string;
	phone: string | null;
	email: string | null;
	city: string | null;
	/** Where customers may pay by Pix: the key as the DICT has it, and the name and city that codes say. */
	pix: { key: string; name: string; city: string } | null;
}
