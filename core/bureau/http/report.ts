import type { TaxDocument } from '../../documents/document';
import type { CreditReport } from '../CreditReport';
import { centsFrom, countFrom, refuseOtherDocument, registrationFrom, restrictionsOf, scoreFrom, textFrom, unreadable } from '../reading';
import type { AnswerMapping } from './contract';
import { valueAtPath } from './path';

/** Reads an answer by the credential's mapping. Throws a BureauError that names the path at which it is not as agreed. */
export function reportFrom(body: unknown, document: TaxDocument, mapping: AnswerMapping, { name: provider, label, product, answeredAt }: { name: string; label: string; product: string; answeredAt: string }): CreditReport {
	const at = (path: string | null) => (path === null ? undefined : valueAtPath(body, path));
	refuseOtherDocument(at(mapping.document), document.value, label);
	const name = textFrom(at(mapping.name));
	const message = textFrom(at(mapping.scoreMessage));
	const value = scoreFrom(at(mapping.score), message, mapping.scale, label);
	return {
		provider,
		providerLabel: label,
		product,
		document: document.value,
		name,
		answeredAt,
		registration: registrationFrom(at(mapping.status), mapping.regular),
		score: { value, ...mapping.scale, model: null, defaultRatePercent: null, message: message ?? (value === null ? 'O bureau não deu score.' : null) },
		restrictions: restrictionsOf(
			mapping.restrictions.map(({ kind, label: restriction, count, amount, optional }) => ({
				kind,
				label: restriction,
				count: countOrLength(at(count), { path: count, label, optional }),
				cents: centsFrom(at(amount), amount ?? '', label),
				newestOn: null,
			})),
		),
		company: document.kind === 'cnpj' ? { legalName: name, tradeName: null, foundedOn: null, activity: null, partners: [] } : null,
	};
}

/**
 * A path may lead to the list of debts itself: then it is their number. One that leads nowhere is more likely mistyped
 * than good news: the mapping must say which parts the bureau leaves out.
 */
function countOrLength(value: unknown, { path, label, optional }: { path: string; label: string; optional: boolean }): number {
	if (value === undefined && !optional) throw unreadable(label, `ela não tem "${path}". Se o bureau omite o que não existe, ponha ? depois da palavra em "Restrictions"`);
	return Array.isArray(value) ? value.length : countFrom(value, path, label);
}
