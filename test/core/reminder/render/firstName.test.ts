import { firstName, isCompany } from '../../../../core/reminder/render/firstName';

describe('firstName', () => {
	it.each([
		['MARIA DA SILVA', 'Maria'],
		['joão pereira', 'João'],
		['Maria da Silva', 'Maria'],
		['ANA-LUÍSA COSTA', 'Ana-Luísa'],
		["D'ÁVILA SOUZA", "D'Ávila"],
		['McArthur Lima', 'McArthur'],
		['Dra. Paula Reis', 'Paula'],
		['J. Pinto', 'J. Pinto'],
		['  Rita   Lima ', 'Rita'],
		['Zé', 'Zé'],
	])('greets the person %p as %p', (name, expected) => {
		expect(firstName(name, '52998224725')).toBe(expected);
	});

	it.each([
		['PADARIA CENTRAL', '11222333000181', 'PADARIA CENTRAL'],
		['Padaria Central Ltda', null, 'Padaria Central Ltda'],
		['Banco Exemplo S.A.', null, 'Banco Exemplo S.A.'],
		['11.222.333 JOSE DE LIMA', '11222333000181', 'JOSE DE LIMA'],
		['JOSE DE LIMA 52998224725', '11222333000181', 'JOSE DE LIMA'],
	])('greets the company %p (%p) as %p', (name, document, expected) => {
		expect(firstName(name, document)).toBe(expected);
	});

	it('takes a person with a CPF for a person, whatever the name ends in', () => {
		expect(isCompany('JOAO ME', '529.982.247-25')).toBe(false);
		expect(firstName('JOAO DE SA', null)).toBe('Joao');
		expect(isCompany('OFICINA DO JOAO ME', null)).toBe(true);
	});
});
