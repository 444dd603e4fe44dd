import { NodeConnectionTypes, NodeHelpers, type ICredentialDataDecryptedObject, type ICredentialType, type INode, type INodeExecutionData, type INodeType, type INodeTypes } from 'n8n-workflow';
import { Smtp } from 'n8n-nodes-base/dist/credentials/Smtp.credentials';
import { CobrancaAccountApi } from '../../credentials/CobrancaAccountApi.credentials';
import { CobrancaAsaasApi } from '../../credentials/CobrancaAsaasApi.credentials';
import { CobrancaBureauHttpApi } from '../../credentials/CobrancaBureauHttpApi.credentials';
import { CobrancaSerasaApi } from '../../credentials/CobrancaSerasaApi.credentials';
import { CobrancaSpcApi } from '../../credentials/CobrancaSpcApi.credentials';
import { CreditBureau } from '../../nodes/CreditBureau/CreditBureau.node';
import { DelinquencyClassifier } from '../../nodes/DelinquencyClassifier/DelinquencyClassifier.node';
import { DunningRuler } from '../../nodes/DunningRuler/DunningRuler.node';
import { InvoiceTrigger } from '../../nodes/InvoiceTrigger/InvoiceTrigger.node';
import { PaymentGateway } from '../../nodes/PaymentGateway/PaymentGateway.node';
import { PaymentTrigger } from '../../nodes/PaymentTrigger/PaymentTrigger.node';
import { Receivables } from '../../nodes/Receivables/Receivables.node';
import { Reminder } from '../../nodes/Reminder/Reminder.node';

export const OUR_NODES: Readonly<Record<string, INodeType>> = {
	creditBureau: new CreditBureau(),
	delinquencyClassifier: new DelinquencyClassifier(),
	dunningRuler: new DunningRuler(),
	invoiceTrigger: new InvoiceTrigger(),
	paymentGateway: new PaymentGateway(),
	paymentTrigger: new PaymentTrigger(),
	receivables: new Receivables(),
	reminder: new Reminder(),
};

export const CREDENTIAL_TYPES: Readonly<Record<string, ICredentialType>> = {
	cobrancaAccountApi: new CobrancaAccountApi(),
	cobrancaAsaasApi: new CobrancaAsaasApi(),
	cobrancaBureauHttpApi: new CobrancaBureauHttpApi(),
	cobrancaSerasaApi: new CobrancaSerasaApi(),
	cobrancaSpcApi: new CobrancaSpcApi(),
	smtp: new Smtp(),
};

/** Node types of one workflow: ours, and a start node that gives out `items`. */
export function nodeTypesWith(items: INodeExecutionData[]): INodeTypes {
	const types: Record<string, INodeType> = { ...OUR_NODES, start: startNode(items) };
	const get = (name: string) => {
		const type = types[name];
		if (!type) throw new Error(`no node type ${name}`);
		return type;
	};
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}

function startNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: 'Gives out the items of the test',
			defaults: { name: 'Start' },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return await Promise.resolve([items]);
		},
	};
}

/** What n8n hands a node for a credential: the saved fields, and the defaults of those that were not saved. */
export function withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const { properties } = CREDENTIAL_TYPES[type];
	return NodeHelpers.getNodeParameters(properties, data as INode['parameters'], true, false, null, null) as ICredentialDataDecryptedObject;
}
