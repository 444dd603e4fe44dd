import type { TaxDocument } from '../../documents/document';
import type { Cents } from '../../money/cents';
import type { CreditReport } from '../CreditReport';
import { centsFrom, debtsIn, refuseOtherDocument, registrationFrom, restrictionsOf, scoreFrom, textFrom, unreadable } from '../reading';
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
			mapping.restrictions.map(({ kind, label: restriction, count: path, amount, optional }) => {
				const cents = centsFrom(at(amount), amount ?? '', label);
				const count = countOrLength(at(path), cents, { path, label, optional });
				return count === null ? null : { kind, label: restriction, count, cents, newestOn: null };
			}),
		),
		company: document.kind === 'cnpj' ? { legalName: name, tradeName: null, foundedOn: null, activity: null, partners: [] } : null,
	};
}

/**
 * A path may lead to the list of debts itself: then it is their number. One that leads nowhere is more likely mistyped
 * than good news: the mapping must say which parts the bureau leaves out, and those are null.
 */
function countOrLength(value: unknown, cents: Cents | null, { path, label, optional }: { path: string; label: string; optional: boolean }): number | null {
	const told = Array.isArray(value) ? { count: null, listed: value.length } : { count: value, listed: null };
	const count = debtsIn({ ...told, cents }, path, label);
	if (count === null && !optional) throw unreadable(label, `ela não tem "${path}", ou o deixa vazio. Se o bureau omite o que não existe, ponha ? depois da palavra em "Restrictions"`);
	return count;
}
