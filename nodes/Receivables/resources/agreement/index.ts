import type { Resource } from '../../../shared/operation';
import { finishAgreementOperation } from './finish';
import { listAgreementsOperation } from './list';
import { recordAgreementOperation } from './record';

export const agreementResource: Resource = {
	name: 'Agreement',
	operations: { finish: finishAgreementOperation, getAll: listAgreementsOperation, record: recordAgreementOperation },
};
