import fc from 'fast-check';
import { formatDocument } from '../../../core/documents/document';
import { maskDocuments } from '../../../core/documents/maskDocuments';
import { company, person } from '../../support/bureau';

describe('documents in a text', () => {
	it.each([
		['07 - O CPF 529.982.247-25 é de pessoa falecida', '07 - O CPF ***.982.247-** é de pessoa falecida'],
		['CPF52998224725.', 'CPF***.982.247-**.'],
		['documento=52998224725&tipo=F', 'documento=***.982.247-**&tipo=F'],
		['529 982 247 25', '***.982.247-**'],
		['529982247-25', '***.982.247-**'],
		// Its check digits do not fit: of whom it is, is not for us to say.
		['529.982.247-26 e 11111111111', '***.982.247-** e ***.111.111-**'],
		['CNPJ 11.222.333/0001-81, sócio 529.982.247-25', 'CNPJ **.222.333/****-**, sócio ***.982.247-**'],
		['11222333000181', '**.222.333/****-**'],
		['12.ABC.345/01DE-35 ou 12abc34501de35', '**.ABC.345/****-** ou **.ABC.345/****-**'],
		['ANA DE SOUZA 52998224725', 'ANA DE SOUZA ***.982.247-**'],
		// As a number: 012.345.678-90 without its zero, and one with three more.
		['numero="1234567890"', 'numero="***.345.678-**"'],
		['00052998224725', '***.982.247-**'],
	])('%s', (text, masked) => {
		expect(maskDocuments(text)).toBe(masked);
		expect(maskDocuments(masked)).toBe(masked);
	});

	it.each([
		'39 - O operador não possui acesso ao produto 337.',
		'SITUACAO DO CNPJ EM 09/05/2023: ATIVA',
		'Dívida de R$ 1.234.567.890,12 em 2026-11-24T12:00:00.000-03:00',
		'Protocolo 1234567891, processo 0001234-56.2026.8.26.0100, CEP 01310-100, (11) 98765-4321',
		'CONFIGURACAO12 INVALIDA',
	])('and nothing else: %s', (text) => {
		expect(maskDocuments(text)).toBe(text);
	});

	it('are masked whatever they are written like, wherever they stand', () => {
		const document = fc.oneof(fc.nat({ max: 99_999 }).map((number) => person(number).value), fc.nat({ max: 99_999 }).map((number) => company(number).value));
		const around = fc.constantFrom('', ' ', 'CPF ', ': ', '"', '(', ')', '.', ' de Ana', 'x');
		fc.assert(
			fc.property(document, fc.boolean(), around, around, (bare, isFormatted, before, after) => {
				const written = isFormatted ? formatDocument(bare) : bare;
				expect(maskDocuments(`${before}${written}${after}`)).not.toContain(written);
			}),
		);
	});
});
