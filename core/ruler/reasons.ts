import { dayNumber, type Day } from '../calendar/day';
import type { RulerStep, SkipReason } from './types';

/** `31/12/2026`. */
function brazilianDay(day: Day): string {
	dayNumber(day);
	return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

const TEXTS: Readonly<Record<SkipReason, string>> = {
	paid: 'Já está paga.',
	cancelled: 'Foi cancelada.',
	disputed: 'Está contestada: nada é enviado até ser retomada.',
	in_agreement: 'Está num acordo em andamento: nada é enviado até ele terminar.',
	promised: 'O cliente prometeu pagar e o prazo ainda não acabou.',
	excluded: 'O cliente está excluído da régua por enquanto.',
	below_minimum: 'O saldo está abaixo do valor mínimo.',
	time_barred: 'A dívida prescreveu: não se cobra mais.',
	backlog: 'O dia desta etapa já tinha passado quando a régua viu a fatura pela primeira vez: o passado não é enviado.',
	too_late: 'O aviso é de antes do vencimento, e o vencimento já passou.',
	not_late: 'Venceu em dia sem banco e ainda pode ser paga sem atraso.',
	done: 'A etapa já foi executada.',
	not_due: 'Ainda não chegou o dia da primeira etapa.',
	past_last_step: 'Todas as etapas já foram executadas.',
	other_segment: 'A etapa que chegou é só para clientes de outro perfil ou importância.',
	outside_window: 'Fora do horário de contato: volta na próxima execução.',
	over_daily_cap: 'O cliente já recebeu uma mensagem hoje: volta na próxima execução.',
	over_weekly_cap: 'O cliente chegou ao limite de contatos da semana: volta na próxima execução.',
	routed_today: 'Já saiu hoje por este gatilho e ainda não foi confirmada.',
	bad_row: 'A linha não pôde ser lida como fatura.',
};

/** Why nothing is done about an invoice, in one sentence. */
export function skipText(reason: SkipReason): string {
	return TEXTS[reason];
}

/** What an operator reads beside a skipped invoice. */
export function reasonText(reason: SkipReason, step: RulerStep | null, nextOn: Day | null, today: Day): string {
	const about = step && reason !== 'done' && reason !== 'past_last_step' ? ` (etapa ${step.label})` : '';
	const next = nextOn !== null && nextOn > today ? ` Próxima etapa em ${brazilianDay(nextOn)}.` : '';
	return `${TEXTS[reason]}${about}${next}`.replace(/\.( \(etapa .*?\))/, '$1.');
}
