/**
 * The outputs of the operation that is chosen, the last always for problems. A function that n8n evaluates as an
 * expression: it may use nothing but its parameter.
 */
export function outputsOf({ resource, operation, bureaus, decisionOutputs }: { resource?: unknown; operation?: unknown; bureaus?: unknown; decisionOutputs?: unknown }) {
	const named = (names: string[]) => [...names, 'Problems'].map((displayName) => ({ type: 'main', displayName }));
	if (resource === 'decision') return named(decisionOutputs === 'each' ? ['Approve', 'Approve with Down Payment', 'Ask a Person', 'Refuse'] : ['Decided']);
	if (resource !== 'listing') return named(['Done']);
	const file = bureaus === 'file' ? ['File'] : [];
	if (operation === 'check') return named(['May Be Listed', 'Not Yet']);
	if (operation === 'request') return named(['Requested', 'Not Yet', ...file]);
	return named(operation === 'remove' ? ['Done', ...file] : ['Done']);
}

export const OUTPUTS = `={{(${outputsOf.toString()})($parameter)}}` as const;
