export const NOT_SENT_REASONS = [
	'already_contacted',
	'attempts_exhausted',
	'paid',
	'not_paid',
	'cancelled',
	'disputed',
	'in_agreement',
	'promised',
	'excluded',
	'changed',
	'not_in_ledger',
	'no_email',
	'unconfirmed',
	'charges',
	'template',
	'refused',
	'temporary',
	'unknown',
	'server_unavailable',
	'stopped',
	'bad_row',
] as const;
export type NotSentReason = (typeof NOT_SENT_REASONS)[number];

const TEXTS: Readonly<Record<NotSentReason, string>> = {
	already_contacted: 'Esta etapa já foi enviada para esta fatura (ou está sendo enviada agora): nada sai duas vezes.',
	attempts_exhausted: 'O servidor recusou por enquanto todas as tentativas permitidas.',
	paid: 'Foi paga antes do envio.',
	not_paid: 'Ainda não está paga: o agradecimento fica para quando estiver.',
	cancelled: 'Foi cancelada antes do envio.',
	disputed: 'Foi contestada antes do envio.',
	in_agreement: 'Entrou num acordo antes do envio: nada é enviado até ele terminar.',
	promised: 'O cliente prometeu pagar e o prazo ainda não acabou.',
	excluded: 'O cliente está excluído da régua por enquanto.',
	changed: 'O vencimento, o saldo ou as condições mudaram enquanto a mensagem era preparada: volta na próxima execução.',
	not_in_ledger: 'A fatura não está no livro.',
	no_email: 'O cliente não tem e-mail. Complete o cadastro e importe de novo.',
	unconfirmed: 'O gateway de pagamento não confirmou que a fatura continua em aberto: nada sai, e ela volta na próxima execução.',
	charges: 'O valor atualizado não pôde ser calculado.',
	template: 'A mensagem não pôde ser escrita.',
	refused: 'O servidor de e-mail recusou.',
	temporary: 'O servidor de e-mail recusou por enquanto: volta na próxima execução.',
	unknown: 'Não se sabe se a mensagem saiu. Ela não será reenviada sozinha: confira em Receivables → Contact → Get Unknown.',
	server_unavailable: 'O servidor de e-mail não está atendendo: volta na próxima execução.',
	stopped: 'A execução foi interrompida antes deste envio.',
	bad_row: 'A linha não pôde ser lida como fatura.',
};

/** What an operator reads beside a message that was not sent; `detail` are the server's or template's own words. */
export function notSentText(reason: NotSentReason, detail: string | null): string {
	return detail ? `${TEXTS[reason]} ${detail}` : TEXTS[reason];
}
