import type { IDataObject } from 'n8n-workflow';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { withdrawOverrule } from '../../../../core/ledger/profiles/personsWord';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';

export const withdrawOverruleOperation: Operation = {
	name: 'Withdraw Overrule',
	action: 'Withdraw what a person said against a profile',
	description: 'The computed profile counts again',
	fields: CUSTOMER_FIELDS,
	async execute(context, items) {
		const reference = customerReader(this, items);
		return await eachItem(context, items, async (db, { json }, index): Promise<IDataObject> => {
			const customer = await findCustomer(db, reference(json, index));
			const withdrawn = await withdrawOverrule(db, context.ledger.engine, customer, context.now.toISOString());
			return { customer: { id: customer.id, name: customer.name, document: customer.document, email: customer.email }, withdrawn };
		});
	},
};
