import type { IDataObject } from 'n8n-workflow';
import { methodHash, PROFILE_NAMES, type ClassificationSettings } from '../../../../core/classification';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import type { StoredProfile } from '../../../../core/ledger/profiles/standings';
import { readStoredReasons, type StoredReasons } from '../../../../core/ledger/profiles/storedReasons';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import { historyItem } from '../../../shared/historyItem';
import type { Operation } from '../../../shared/operation';
import { classifyCustomers, type ClassifiedCustomer } from '../../classifyCustomers';
import { readSettings, settingsField } from '../../settings';

/** The law lets whoever is profiled by a machine ask why, and have a person look (LGPD art. 20). */
const REVIEW =
	'Perfil calculado por regras e pontos, listados aqui com os números de que saíram (LGPD art. 20). Se o cliente pedir revisão, confira os fatos em Receivables → Customer → Get History; uma pessoa pode mudar o perfil em Overrule, com a justificativa.';

export const getClassificationOperation: Operation = {
	name: 'Get Classification',
	action: 'Get the classification of a customer',
	description: 'Profile, risk with the points of each measure, importance and alerts of a customer, with the figures they come from: what a review needs',
	fields: [...CUSTOMER_FIELDS, settingsField({ approach: false })],
	async execute(context, items) {
		const settings = readSettings(this.getNodeParameter('options', 0, {}));
		const reference = customerReader(this, items);
		const outputs = await eachItem(context, items, async (db, { json }, index) => {
			const { id, name, document, email } = await findCustomer(db, reference(json, index));
			return { customer: { id, name, document, email } };
		});
		// All of them are read at once.
		const ids = outputs[0].map(({ json }) => (json.customer as IDataObject).id as number);
		const classified = await classifyCustomers(context, [...new Set(ids)], settings);
		const reasons = await readStoredReasons(context.ledger.db, context.ledger.engine, [...classified.keys()]);
		outputs[0].forEach((item, place) => {
			const known = classified.get(ids[place]);
			if (!known) throw new Error(`customer ${ids[place]} has no history`);
			item.json = { ...item.json, ...classificationItem(known, reasons.get(ids[place]), settings) };
		});
		return outputs;
	},
};

function classificationItem({ history, classification, standing }: ClassifiedCustomer, reasons: StoredReasons | undefined, settings: ClassificationSettings): IDataObject {
	return {
		classification,
		history: historyItem(history),
		stored: standing.stored && { ...storedItem(standing.stored, methodHash(settings)), ...reasons },
		review: REVIEW,
	} as unknown as IDataObject;
}

function storedItem({ profile, computedProfile, method, ...stored }: StoredProfile, current: string): IDataObject {
	return { ...stored, profile, profileName: PROFILE_NAMES[profile], computedProfile, computedProfileName: PROFILE_NAMES[computedProfile], sameMethod: method === current };
}
