/** Who collects: what every demand document must say of its sender (CDC art. 42-A). */
export interface Creditor {
	name: string;
	/** CPF (11 digits) or CNPJ (14 characters), with or without punctuation. */
	document: string;
	/** Postal address in one line or several. */
	address: string;
	phone: string | null;
	email: string | null;
	/** Pix key that customers may pay to, as text. */
	pixKey: string | null;
}
