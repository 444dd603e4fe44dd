import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { parseDay } from '../../core/calendar/parseDay';
import { periodOf, PERIODS, type Period, type PeriodChoice } from '../../core/metrics/periods';
import type { NodeContext } from './context';
import { choicesOf } from './values';

/** Which days a report is about. */
export function periodFields(otherwise: PeriodChoice): INodeProperties[] {
	return [
		{
			displayName: 'Period',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'From one day to another, both included' },
				{ name: 'Last 12 Months', value: 'last12Months', description: 'The twelve months that end today' },
				{ name: 'Last Month', value: 'lastMonth', description: 'The whole month before this one' },
				{ name: 'This Month', value: 'thisMonth', description: 'From the first of this month to today' },
			],
			default: otherwise,
		},
		{ displayName: 'From', name: 'from', type: 'string', default: '', required: true, placeholder: '2026-12-01', displayOptions: { show: { period: ['custom'] } } },
		{ displayName: 'To', name: 'to', type: 'string', default: '', required: true, placeholder: '2026-12-31', displayOptions: { show: { period: ['custom'] } } },
	];
}

/** The period that the fields tell, of the first item: a report is one for all of them. Throws a RangeError for one that cannot be. */
export function readPeriod(functions: IExecuteFunctions, { today }: Pick<NodeContext, 'today'>): Period {
	const [choice] = choicesOf(functions.getNodeParameter('period', 0), 'Period', PERIODS);
	if (choice === undefined) throw new RangeError(`Escolha o período: ${PERIODS.join(', ')}.`);
	const day = (name: string) => parseDay(functions.getNodeParameter(name, 0, ''));
	return periodOf(choice, today, choice === 'custom' ? { from: day('from'), to: day('to') } : {});
}
