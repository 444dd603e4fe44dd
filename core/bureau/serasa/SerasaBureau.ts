import type { DocumentKind, TaxDocument } from '../../documents/document';
import type { ApiClient, HttpResponse } from '../../gateway/ApiClient';
import { isJson } from '../../json';
import type { Bureau, BureauAnswer, Purchase } from '../Bureau';
import { BureauError } from '../BureauError';
import { purchaseOf } from '../credential';
import { asBureauFailure, asFreeFailure } from '../failures';
import { reportFrom } from './report';

const LABEL = 'Serasa Experian';
const LOGIN = '/security/iam/v1/client-identities/login';
const REPORTS: Readonly<Record<DocumentKind, string>> = {
	cpf: '/credit-services/person-information-report/v1/creditreport',
	cnpj: '/credit-services/business-information-report/v1/reports',
};
/** A token holds about 60 minutes. */
const TOKEN_MS = 55 * 60_000;

export interface SerasaContract {
	/** `Basic …`. */
	login: string;
	isTest: boolean;
	/** The reportName of each kind; '' where none is bought. */
	reports: Readonly<Record<DocumentKind, string>>;
	features: readonly string[];
	/** The credential, for its prices. */
	prices: Readonly<Record<string, unknown>>;
}

/** Serasa Experian: a token for an hour, then one request a report. */
export class SerasaBureau implements Bureau {
	readonly name = 'serasa';
	readonly label = LABEL;
	readonly isTest: boolean;
	private token: { value: Promise<string>; until: number } | null = null;

	constructor(
		private readonly api: ApiClient,
		/** Milliseconds since 1970. */
		private readonly now: () => number,
		private readonly contract: SerasaContract,
	) {
		this.isTest = contract.isTest;
	}

	purchase(kind: DocumentKind): Purchase {
		const { reports, features, isTest, prices } = this.contract;
		const name = reports[kind];
		const productLabel = kind === 'cpf' ? 'Report on a Person (CPF)' : 'Report on a Company (CNPJ)';
		return purchaseOf(prices, kind, { product: name === '' ? '' : [name, ...features].join('+'), productLabel, of: 'da Serasa', isTest });
	}

	async lookUp(document: TaxDocument): Promise<BureauAnswer> {
		const { product } = this.purchase(document.kind);
		const first = await this.currentToken();
		let answer = await this.ask(document, await first.value);
		if (answer.status === 401) answer = await this.ask(document, await (await this.renewed(first)).value);
		if (answer.status === 401) throw new BureauError('unauthorized', 'A Serasa recusou o token que acabou de dar. Confira no contrato se este relatório está liberado para este Client ID.');
		const report = reportFrom(answer.body, document, { product, answeredAt: new Date(this.now()).toISOString() });
		return { report, raw: JSON.stringify(answer.body) };
	}

	private async ask({ kind, value }: TaxDocument, token: string): Promise<HttpResponse> {
		const { reports, features } = this.contract;
		return await asBureauFailure(LABEL, async () =>
			await this.api.get(REPORTS[kind], {
				query: { reportName: reports[kind], ...(features.length > 0 ? { optionalFeatures: features.join(',') } : {}) },
				headers: { authorization: `Bearer ${token}`, 'x-document-id': value },
				// An old token is refused before anything is looked up.
				accept: [401],
				once: true,
			}),
		);
	}

	/** One login for all lookups under way. */
	private async currentToken(): Promise<NonNullable<typeof this.token>> {
		if (this.token === null || this.token.until <= this.now()) this.token = { value: this.logIn(), until: this.now() + TOKEN_MS };
		const { token } = this;
		// A login that failed is not kept: the next lookup tries again.
		await token.value.catch((error: unknown) => {
			if (this.token === token) this.token = null;
			throw error;
		});
		return token;
	}

	private async renewed(refused: NonNullable<typeof this.token>): Promise<NonNullable<typeof this.token>> {
		if (this.token === refused) this.token = null;
		return await this.currentToken();
	}

	private async logIn(): Promise<string> {
		const { body } = await asFreeFailure(LABEL, async () => await this.api.call('POST', LOGIN, { headers: { authorization: this.contract.login, 'content-type': 'application/json' }, body: {} }));
		const token = isJson(body) ? body.accessToken : null;
		if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new BureauError('unreachable', 'A Serasa não deu um token no login. Nenhuma consulta foi feita.');
		return token;
	}
}
