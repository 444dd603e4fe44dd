import type { Resource } from '../../../shared/operation';
import { computeChargesOperation } from './computeCharges';
import { getOperation } from './get';
import { importOperation } from './import';
import { listOperation } from './list';
import { markPaidOperation } from './markPaid';
import { promiseOperation } from './promise';
import { secondCopyOperation } from './secondCopy';
import { statusOperation } from './statusOperation';

export const invoiceResource: Resource = {
	name: 'Invoice',
	operations: {
		cancel: statusOperation('cancel', { name: 'Cancel', action: 'Cancel invoices', description: 'Nothing is owed any more; the régua leaves the invoice alone' }),
		computeCharges: computeChargesOperation,
		dispute: statusOperation('dispute', { name: 'Dispute', action: 'Mark invoices as disputed', description: 'The customer contests it: nothing is sent until it is resumed' }),
		get: getOperation,
		getAll: listOperation,
		getSecondCopy: secondCopyOperation,
		import: importOperation,
		markPaid: markPaidOperation,
		promise: promiseOperation,
		resume: statusOperation('resume', { name: 'Resume', action: 'Resume disputed or cancelled invoices', description: 'The invoice is open again and goes on with the régua' }),
	},
};
