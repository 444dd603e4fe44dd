import type { Bureau } from '../../core/bureau/Bureau';
import { HTTP_BUREAU } from '../../core/bureau/http';
import { SERASA } from '../../core/bureau/serasa';
import { SPC } from '../../core/bureau/spc';
import { parseDocument, type TaxDocument } from '../../core/documents/document';
import type { Transport } from '../../core/gateway/ApiClient';
import { cnpj, cpf } from '../../playground/demo-people';
import type { GenericDouble } from '../doubles/bureau/generic';
import type { SerasaDouble } from '../doubles/bureau/serasa';
import type { SpcDouble } from '../doubles/bureau/spc';
import { FakeClock, fetchTo } from './gateway';

/** A made-up person: the CPF that begins with this number. */
export function person(number: number): TaxDocument {
	return parseDocument(cpf(String(100_000_000 + number)));
}

/** A made-up company. */
export function company(number: number): TaxDocument {
	return parseDocument(cnpj(String(100_000_000_000 + number)));
}

/** Sends to the double, by a clock that only moves when told to. */
export function transportTo(port: number, changes: Partial<Transport> = {}, clock = new FakeClock()): Transport {
	return { send: fetchTo(port), now: clock.now, sleep: clock.sleep, random: () => 0.5, patienceMs: 120_000, ...changes };
}

/** Sends to the double, and waits for its answer no longer than this. */
export function impatientTo(port: number, timeoutMs: number): Partial<Transport> {
	return { send: async (request) => await fetchTo(port)({ ...request, timeoutMs }) };
}

export function serasaCredential({ clientId, clientSecret }: Pick<SerasaDouble, 'clientId' | 'clientSecret'>): Record<string, string | number> {
	return { clientId, clientSecret, environment: 'production', personReport: 'RELATORIO_BASICO_PF_PME', companyReport: 'RELATORIO_BASICO_PJ_PME', optionalFeatures: '', personPrice: 2.5, companyPrice: 7 };
}

export function serasaOf(double: SerasaDouble, changes: Record<string, unknown> = {}, transport: Partial<Transport> = {}, clock?: FakeClock): Bureau {
	return SERASA.connect({ ...serasaCredential(double), ...changes }, transportTo(double.port, transport, clock));
}

export function spcCredential({ operator, password }: Pick<SpcDouble, 'operator' | 'password'>): Record<string, string | number> {
	return { operator, password, environment: 'production', personProduct: '337', companyProduct: '643', personPrice: 3, companyPrice: 9 };
}

export function spcOf(double: SpcDouble, changes: Record<string, unknown> = {}, transport: Partial<Transport> = {}): Bureau {
	return SPC.connect({ ...spcCredential(double), ...changes }, transportTo(double.port, transport));
}

export function genericCredential({ port, key }: Pick<GenericDouble, 'port' | 'key'>): Record<string, string | number> {
	return {
		bureauName: 'Bureau Exemplo',
		product: 'completo',
		method: 'POST',
		url: `http://127.0.0.1:${port}/consulta`,
		headerName: 'X-Api-Key',
		apiKey: key,
		headers: '',
		body: '{ "documento": "{documento}", "tipo": "{tipo}" }',
		documentPath: 'consulta.documento',
		namePath: 'cadastro.nome',
		statusPath: 'cadastro.situacao',
		regularStatuses: 'REGULAR, ATIVA',
		scorePath: 'score.valor',
		scoreMin: 0,
		scoreMax: 1000,
		scoreMessagePath: 'score.mensagem',
		restrictions: 'protest: protestos.quantidade, protestos.valor\ncommercial_debt: dividas, , Dívidas no comércio\nlawsuit?: acoes.total',
		personPrice: 1.5,
		companyPrice: 4,
	};
}

export function genericOf(double: GenericDouble, changes: Record<string, unknown> = {}, transport: Partial<Transport> = {}): Bureau {
	return HTTP_BUREAU.connect({ ...genericCredential(double), ...changes }, transportTo(double.port, transport));
}
