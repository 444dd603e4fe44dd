import type { INodeProperties } from 'n8n-workflow';
import type { TemplateSource } from '../../core/reminder/render';
import { READY_TEMPLATES, TEMPLATE_IDS, type TemplateId } from '../../core/reminder/templates';
import { linesOf, textOf } from '../shared/values';

export const OWN_TEXT = 'ownText';
export const OWN_HTML = 'ownHtml';

export type TemplateChoice = TemplateId | typeof OWN_TEXT | typeof OWN_HTML;

const OWN_SUBJECT = 'Sobre a fatura {{fatura.numero}}';
const OWN_MESSAGE = 'Olá, {{cliente.primeiroNome}},\n\nEscreva aqui a sua mensagem sobre a fatura {{fatura.numero}}.\n\n{{> faturas}}\n\n{{> composicao}}\n\n{{> pagamento}}';
const OWN_HTML_EXAMPLE = '<p>Olá, {{cliente.primeiroNome}},</p>\n{{> faturas}}\n{{> composicao}}\n{{> pagamento}}\n{{> assinatura}}';
const OWN_TEXT_EXAMPLE = 'Olá, {{cliente.primeiroNome}},\n\n{{> faturas}}\n\n{{> composicao}}\n\n{{> pagamento}}\n\n{{> assinatura}}';

/**
 * The choice of a message and its text. Each ready message shows its own text, open to editing. Expressions are
 * off in these fields: their double braces are the message's own variables.
 */
export const TEMPLATE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'template',
		type: 'options',
		noDataExpression: true,
		options: [
			...TEMPLATE_IDS.map((id) => ({ name: READY_TEMPLATES[id].label, value: id, description: READY_TEMPLATES[id].description })),
			{ name: 'My Own HTML', value: OWN_HTML, description: 'A whole HTML message and its text version' },
			{ name: 'My Own Text', value: OWN_TEXT, description: 'Text that the ready layout is put around' },
		],
		default: 'beforeDue',
	},
	...TEMPLATE_IDS.flatMap((id) => [subject(id, READY_TEMPLATES[id].subject), message(id, READY_TEMPLATES[id].message)]),
	subject(OWN_TEXT, OWN_SUBJECT),
	message(OWN_TEXT, OWN_MESSAGE),
	subject(OWN_HTML, OWN_SUBJECT),
	text(OWN_HTML, 'html', 'HTML', OWN_HTML_EXAMPLE, 'Handlebars; values are escaped'),
	text(OWN_HTML, 'plainText', 'Plain Text', OWN_TEXT_EXAMPLE, 'What mail programs without HTML show'),
	{
		displayName: 'Send For',
		name: 'purpose',
		type: 'options',
		options: [
			{ name: 'Open Invoices', value: 'reminder', description: 'A reminder: not sent for what was paid' },
			{ name: 'Paid Invoices', value: 'thanks', description: 'Thanks: only sent for what was paid' },
		],
		default: 'reminder',
		displayOptions: { show: { template: [OWN_TEXT, OWN_HTML] } },
	},
];

function subject(template: TemplateChoice, value: string): INodeProperties {
	return {
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		noDataExpression: true,
		default: value,
		displayOptions: { show: { template: [template] } },
	};
}

function message(template: TemplateChoice, value: string): INodeProperties {
	return text(template, 'message', 'Text', value, 'An empty line starts a paragraph, **two asterisks** make bold. Variables such as {{cliente.primeiroNome}} are filled in for each customer; one that is empty keeps the message from being sent.');
}

function text(template: TemplateChoice, name: string, displayName: string, value: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		noDataExpression: true,
		typeOptions: { rows: 14 },
		default: value,
		description,
		displayOptions: { show: { template: [template] } },
	};
}

/** What the fields say, ready to be compiled. */
export function readTemplate(read: (name: string) => unknown): { source: TemplateSource; purpose: 'reminder' | 'thanks'; choice: TemplateChoice } {
	const choice = read('template') as TemplateChoice;
	const own = choice === OWN_TEXT || choice === OWN_HTML;
	const subjectLine = textOf(read('subject'), 'Subject');
	return {
		choice,
		source:
			choice === OWN_HTML
				? { subject: subjectLine, html: linesOf(read('html'), 'HTML'), text: linesOf(read('plainText'), 'Plain Text') }
				: { subject: subjectLine, message: linesOf(read('message'), 'Text') },
		purpose: own ? (read('purpose') as 'reminder' | 'thanks') : choice === 'thanksForPaying' ? 'thanks' : 'reminder',
	};
}
