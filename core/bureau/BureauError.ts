import { maskDocuments } from '../documents/maskDocuments';

/**
 * Certainly not charged: `unauthorized`, the login is refused; `not_found`, the bureau knows nothing of the document;
 * `refused`, it understood and said no; `limited`, it asks to wait longer than we may; `unreachable`, nothing was asked.
 * Perhaps or surely charged, and never asked again by itself: `unclear`, no answer that tells; `unreadable`, an answer
 * that is not what was agreed; `other_document`, an answer about somebody else.
 */
export type BureauErrorKind = 'unauthorized' | 'not_found' | 'refused' | 'limited' | 'unreachable' | 'unclear' | 'unreadable' | 'other_document';

const PERHAPS_CHARGED: readonly BureauErrorKind[] = ['unclear', 'unreadable', 'other_document'];

/** Why a bureau gave no report, in words for the operator. Never holds a password, a document (in what the bureau says it is masked) or an answer. */
export class BureauError extends Error {
	override name = 'BureauError';

	constructor(
		readonly kind: BureauErrorKind,
		message: string,
	) {
		super(maskDocuments(message));
	}

	/** Whether the bureau may charge for it. */
	get perhapsCharged(): boolean {
		return PERHAPS_CHARGED.includes(this.kind);
	}
}
