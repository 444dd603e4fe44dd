/**
 * The outputs of the operation that is chosen, the last always for problems. A function that n8n evaluates as an
 * expression: it may use nothing but its parameter.
 */
export function outputsOf({ resource, operation, decisionOutputs }: { resource?: unknown; operation?: unknown; decisionOutputs?: unknown }) {
	const named = (names: string[]) => [...names, 'Problems'].map((displayName) => ({ type: 'main', displayName }));
	if (resource === 'decision') return named(decisionOutputs === 'each' ? ['Approve', 'Approve with Down Payment', 'Ask a Person', 'Refuse'] : ['Decided']);
	if (resource !== 'listing') return named(['Done']);
	if (operation === 'check') return named(['May Be Listed', 'Not Yet']);
	// Files come out with one provider alone; what is connected stays so when another is chosen.
	if (operation === 'request') return named(['Requested', 'Not Yet', 'File']);
	return named(operation === 'remove' ? ['Done', 'File'] : ['Done']);
}

export const OUTPUTS = `={{(${outputsOf.toString()})($parameter)}}` as const;
