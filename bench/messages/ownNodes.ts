import type { WorkflowJson } from '../../playground/n8n-workflows.ts';

/** What the same régua looks like without this package: read the rows, a Code node, n8n's own Send Email. */
export const OWN_NODES_NAME = 'Régua com os nós do n8n';

const DECIDE = `
const today = '%TODAY%';
const steps = [-5, -1, 0, 1, 5, 15, 30];
const reais = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });
const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
const result = [];
for (const { json } of $input.all()) {
  const due = json.vencimento.split('/').reverse().join('-');
  const late = days(due, today);
  if (!steps.includes(late)) continue;
  const amount = reais.format(Number(String(json.valor).replace('.', '').replace(',', '.')));
  const situation = late > 0 ? 'venceu há ' + late + ' dias' : late < 0 ? 'vence em ' + -late + ' dias' : 'vence hoje';
  result.push({ json: {
    to: json.email,
    subject: 'Sua fatura ' + json.numero + ' ' + situation,
    html: '<p>Olá, ' + json.cliente + '!</p><p>A fatura <b>' + json.numero + '</b>, de ' + amount + ', ' + situation + '.</p>',
    text: 'Olá, ' + json.cliente + '! A fatura ' + json.numero + ', de ' + amount + ', ' + situation + '.',
  } });
}
return result;`;

/** The workflow over the CSV at `file`, deciding for `today`. */
export function ownNodes(file: string, today: string): WorkflowJson {
	const node = (name: string, type: string, typeVersion: number, x: number, parameters: Record<string, unknown>) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [x, 0] as [number, number],
		parameters,
	});
	const nodes = [
		node('Executar', 'manualTrigger', 1, 0, {}),
		node('Ler arquivo', 'readWriteFile', 1, 200, { operation: 'read', fileSelector: file, options: {} }),
		node('Ler linhas', 'extractFromFile', 1, 400, { operation: 'csv', binaryPropertyName: 'data', options: { delimiter: ';' } }),
		node('Decidir', 'code', 2, 600, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode: DECIDE.replace('%TODAY%', today) }),
		node('Enviar', 'emailSend', 2.1, 800, {
			fromEmail: 'financeiro@example.com',
			toEmail: '={{ $json.to }}',
			subject: '={{ $json.subject }}',
			emailFormat: 'both',
			text: '={{ $json.text }}',
			html: '={{ $json.html }}',
			options: { appendAttribution: false },
		}),
	];
	const connections = Object.fromEntries(
		nodes.slice(0, -1).map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] }]),
	);
	return { name: OWN_NODES_NAME, nodes, connections, settings: { executionOrder: 'v1', timezone: 'America/Sao_Paulo' } } as unknown as WorkflowJson;
}
