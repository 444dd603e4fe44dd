/** `charges-vs-inlined`: see the README beside. */
import { isDeepStrictEqual } from 'node:util';
import type { Charges } from '../../core/charges/index.ts';
import { build, core } from '../lib/built.ts';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { readOptions } from '../lib/options.ts';
import { median, progress, report, rounded } from '../lib/report.ts';
import { chargeByHand } from './bare.ts';
import { LEGAL_RATES, makeInvoices, TODAY } from './portfolio.ts';

interface Pass {
	milliseconds: number;
	rssGrowthMb: number;
	totalCents: number;
}

type Use = (charges: Charges, index: number) => void;

const { quick } = readOptions();
const INVOICES = quick ? 100_000 : 1_000_000;
const ROUNDS = quick ? 5 : 9;
build();
const { Calendar } = core<typeof import('../../core/calendar/Calendar.ts')>('core/calendar/Calendar');
const { ChargesCalculator, LegalRates } = core<typeof import('../../core/charges/index.ts')>('core/charges/index');
const calendar = new Calendar();
const invoices = makeInvoices(INVOICES);

const makeCalculator = () => new ChargesCalculator(TODAY, calendar, new LegalRates(LEGAL_RATES));

const sides = {
	product: (use: Use) => {
		const calculator = makeCalculator();
		for (let index = 0; index < invoices.length; index += 1) use(calculator.of(invoices[index]), index);
	},
	bare: (use: Use) => chargeByHand(invoices, TODAY, calendar, LEGAL_RATES, use),
};

/** Every fact of every invoice, each line too, has to be the same on both sides. */
function compare(): void {
	const calculator = makeCalculator();
	sides.bare((bare, index) => {
		const product = calculator.of(invoices[index]);
		if (!isDeepStrictEqual(product, bare)) throw new Error(`the sides disagree: ${JSON.stringify({ invoice: invoices[index], product, bare })}`);
	});
}

/** Charges all invoices and reads what comes out, as whoever adds up a portfolio does. */
function pass(side: keyof typeof sides): Pass {
	resetPeak();
	const before = rssMb();
	let totalCents = 0;
	let lineCents = 0;
	const start = performance.now();
	sides[side](({ totalCents: total, lines }) => {
		totalCents += total;
		for (const { amountCents } of lines) lineCents += amountCents;
	});
	const milliseconds = performance.now() - start;
	if (lineCents !== totalCents) throw new Error(`${side}: the lines add up to ${lineCents} instead of ${totalCents}`);
	return { milliseconds, rssGrowthMb: peakMb() - before, totalCents };
}

// The first pass of a process finds the heap small, so it is the one whose memory grows most.
const first = pass('product');
compare();
progress(`charges: both sides agree on ${INVOICES} invoices`);
const passes: { product: Pass[]; bare: Pass[] } = { product: [], bare: [] };
for (let round = -2; round < ROUNDS; round += 1) {
	// The side that begins alternates; two rounds warm up the compiler, on both sides.
	const order = round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const);
	for (const side of order) {
		const done = pass(side);
		if (done.totalCents !== first.totalCents) throw new Error(`${side}: ${done.totalCents} cents in all instead of ${first.totalCents}`);
		if (round >= 0) passes[side].push(done);
	}
}

const productMs = median(passes.product.map(({ milliseconds }) => milliseconds));
const bareMs = median(passes.bare.map(({ milliseconds }) => milliseconds));
report({
	name: 'charges-vs-inlined',
	ratio: productMs / bareMs,
	goal: 3,
	better: 'lower',
	figures: {
		invoices: INVOICES,
		productMs: Math.round(productMs),
		bareMs: Math.round(bareMs),
		invoicesASecond: Math.round(INVOICES / (productMs / 1_000)),
		firstRssGrowthMb: rounded(first.rssGrowthMb),
		rssGrowthMb: rounded(Math.max(...passes.product.map(({ rssGrowthMb }) => rssGrowthMb))),
		bareRssGrowthMb: rounded(Math.max(...passes.bare.map(({ rssGrowthMb }) => rssGrowthMb))),
		totalCents: first.totalCents,
		runs: ROUNDS,
	},
});
