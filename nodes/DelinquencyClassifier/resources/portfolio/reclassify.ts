import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { ALERT_KINDS, IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES, type AlertKind, type PayerProfile } from '../../../../core/classification';
import type { Reclassified } from '../../../../core/ledger/profiles/ReclassifyCount';
import { reclassifyPortfolio } from '../../../../core/ledger/profiles/reclassifyPortfolio';
import type { Operation } from '../../../shared/operation';
import { readSettings, settingsField } from '../../settings';

const ALERT_NAMES: Readonly<Record<AlertKind, string>> = {
	overdue_invoices: 'com faturas vencidas',
	credit_limit_exceeded: 'com o limite de crédito ultrapassado',
	credit_limit_expired: 'com o limite de crédito vencido',
};
const NEVER = 'nunca classificado';

export const reclassifyOperation: Operation = {
	name: 'Reclassify',
	action: 'Reclassify the whole portfolio',
	description: 'Work out the profile, risk and importance of every customer of the ledger and keep them, so that the steps of a Dunning Ruler can ask for them. Gives out one item.',
	fields: [settingsField({ approach: false })],
	async execute(context) {
		const settings = readSettings(this.getNodeParameter('options', 0, {}));
		const { today, calendar, now, account } = context;
		const done = await reclassifyPortfolio(context.ledger, settings, { today, calendar, now, timeZone: account.timeZone });
		const message = messageOf(done);
		this.addExecutionHints({ message, location: 'outputPane', type: 'info' } satisfies NodeExecutionHint);
		return [[{ json: { portfolio: itemOf(done), message, asOf: today }, pairedItem: { item: 0 } }]];
	},
};

const nameOf = (profile: PayerProfile | null) => (profile === null ? NEVER : PROFILE_NAMES[profile]);

/** The counts, with each profile, importance and alert there is, also those of nobody. */
function itemOf({ customers, byProfile, byImportance, changes, alerts, overruled }: Reclassified): IDataObject {
	return {
		customers,
		profiles: PAYER_PROFILES.map((profile) => ({ profile, name: PROFILE_NAMES[profile], customers: byProfile[profile] ?? 0 })),
		importances: IMPORTANCES.map((importance) => ({ importance, customers: byImportance[importance] ?? 0 })),
		changes: changes.map(({ from, to, customers: count }) => ({ from, fromName: nameOf(from), to, toName: nameOf(to), customers: count })),
		alerts: ALERT_KINDS.map((kind) => ({ kind, name: ALERT_NAMES[kind], customers: alerts[kind] ?? 0 })),
		overruled,
	};
}

function messageOf({ customers, byProfile, changes, alerts, overruled }: Reclassified): string {
	const parts = [customers === 1 ? '1 cliente classificado.' : `${customers} clientes classificados.`];
	const profiles = PAYER_PROFILES.flatMap((profile) => (byProfile[profile] ? [`${PROFILE_NAMES[profile]}: ${byProfile[profile]}`] : []));
	if (profiles.length > 0) parts.push(`${profiles.join(', ')}.`);
	const moved = changes.filter(({ from }) => from !== null);
	if (moved.length > 0) parts.push(`Mudaram de perfil: ${moved.map(({ from, to, customers: count }) => `${count} de "${nameOf(from)}" para "${nameOf(to)}"`).join(', ')}.`);
	const told = ALERT_KINDS.flatMap((kind) => (alerts[kind] ? [`${alerts[kind]} ${ALERT_NAMES[kind]}`] : []));
	if (told.length > 0) parts.push(`Alertas: ${told.join(', ')}.`);
	if (overruled > 0) parts.push(overruled === 1 ? '1 perfil definido por uma pessoa.' : `${overruled} perfis definidos por pessoas.`);
	return parts.join(' ');
}
