import { formatDocument } from '../../documents/document';
import { ApiClient } from '../../gateway/ApiClient';
import { isJson } from '../../json';
import type { BureauDefinition } from '../Bureau';
import { purchaseOf } from '../credential';
import { asBureauFailure } from '../failures';
import { textFrom, unreadable } from '../reading';
import { readContract } from './contract';
import { reportFrom } from './report';
import { fillBody, fillUrl } from './template';

const CONCURRENCY = 2;

export const HTTP_BUREAU: BureauDefinition = {
	name: 'http',
	label: 'Another Bureau (HTTP)',
	credential: 'cobrancaBureauHttpApi',
	connect(credential, transport) {
		const contract = readContract(credential);
		const { label, product, mapping } = contract;
		const api = new ApiClient(transport, {
			label: `bureau ${label}`,
			baseUrl: '',
			headers: contract.headers,
			secrets: contract.secrets,
			concurrency: CONCURRENCY,
			describe: (body) => (isJson(body) ? (textFrom(body.message) ?? textFrom(body.mensagem) ?? textFrom(body.error)) : null),
			unauthorized: `O bureau ${label} recusou a chave. Confira, na credencial, a chave e o cabeçalho que a leva.`,
		});
		const purchase = (kind: 'cpf' | 'cnpj') => purchaseOf(credential, kind, { product, productLabel: 'Product', of: 'do bureau por HTTP', isTest: contract.isTest });
		return {
			name: contract.name,
			label,
			isTest: contract.isTest,
			purchase,
			async lookUp(document) {
				const values = { documento: document.value, documentoFormatado: formatDocument(document.value), tipo: document.kind === 'cpf' ? 'F' : 'J' };
				const body = contract.body === null ? undefined : fillBody(contract.body, values);
				const answer = await asBureauFailure(label, async () => await api.call(contract.method, fillUrl(contract.url, values), { body, once: true }));
				if (!isJson(answer.body) && !Array.isArray(answer.body)) throw unreadable(label, 'ela não é JSON');
				const report = reportFrom(answer.body, document, mapping, { name: contract.name, label, product, answeredAt: new Date(transport.now()).toISOString() });
				return { report, raw: JSON.stringify(answer.body) };
			},
		};
	},
};
