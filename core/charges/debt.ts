import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import type { ChargeLine, Charges, Moment } from './charges';
import type { Discount } from './discounts';
import { fineOn } from './fine';
import { interestOn } from './interest';
import type { LegalRates } from './legalRates';
import type { ChargeTerms } from './terms';

/** One invoice's debt as it grows by the day and shrinks by payments; asserts that its lines always add up to it. */
export class Debt {
	private principal: Cents;
	private fine: Cents = 0;
	private interest: Cents = 0;
	private discounted: Cents = 0;
	private discountUntil: Day | null = null;
	private overpaid: Cents = 0;
	private isLate = false;
	private readonly lines: ChargeLine[];

	constructor(
		amount: Cents,
		/** Interest has been charged up to here; at first, the due date. */
		private interestUntil: Moment,
		private readonly payableUntil: Moment,
		private readonly terms: ChargeTerms,
		private readonly legalRates: LegalRates,
	) {
		this.principal = amount;
		this.lines = [{ kind: 'principal', amountCents: amount }];
	}

	/** Still owed of the face amount. */
	get owed(): Cents {
		return this.principal;
	}

	/** Charges what being late up to `moment` costs: nothing up to `payableUntil`. */
	advanceTo(moment: Moment): void {
		if (moment.number <= this.payableUntil.number || this.principal === 0) return;
		if (!this.isLate) {
			this.isLate = true;
			const line = fineOn(this.terms.fine, this.principal);
			if (line) {
				this.fine = line.amountCents;
				this.lines.push(line);
			}
		}
		if (moment.number === this.interestUntil.number) return;
		const line = interestOn(this.terms.interest, this.principal, this.interestUntil, moment, this.legalRates);
		this.interestUntil = moment;
		if (line) {
			this.interest += line.amountCents;
			this.lines.push(line);
		}
	}

	/** Imputes a payment: interest, principal, fine. It earns the discount when it pays all that is left after it. */
	pay(cents: Cents, paidOn: Day, discount: Discount | null): void {
		if (discount && cents >= this.total() - discount.cents) this.takeOff(discount);
		const toInterestCents = Math.min(cents, this.interest);
		const toPrincipalCents = Math.min(cents - toInterestCents, this.principal);
		const toFineCents = Math.min(cents - toInterestCents - toPrincipalCents, this.fine);
		this.interest -= toInterestCents;
		this.principal -= toPrincipalCents;
		this.fine -= toFineCents;
		const counted = toInterestCents + toPrincipalCents + toFineCents;
		this.overpaid += cents - counted;
		if (counted > 0) this.lines.push({ kind: 'payment', amountCents: -counted, paidOn, toInterestCents, toPrincipalCents, toFineCents });
	}

	/** Takes a discount off the principal. */
	takeOff({ cents, line, until }: Discount): void {
		this.discountUntil = until;
		this.principal -= cents;
		this.discounted += cents;
		this.lines.push(line);
	}

	private total(): Cents {
		return this.principal + this.fine + this.interest;
	}

	private validUntil(on: Moment): Day | null {
		const { fine, interest } = this.terms;
		if (this.discountUntil !== null) return this.discountUntil;
		if (this.principal === 0) return null;
		if (on.number > this.payableUntil.number) return interest.kind === 'none' ? null : on.day;
		return fine.kind === 'none' && interest.kind === 'none' ? null : this.payableUntil.day;
	}

	/** What is owed now. */
	charges(on: Moment): Charges {
		const totalCents = this.total();
		let sum = 0;
		for (const { amountCents } of this.lines) sum += amountCents;
		if (sum !== totalCents || this.principal < 0 || this.fine < 0 || this.interest < 0) {
			throw new Error(`charges do not add up: lines ${sum}, principal ${this.principal}, fine ${this.fine}, interest ${this.interest}`);
		}
		return {
			on: on.day,
			payableUntil: this.payableUntil.day,
			validUntil: this.validUntil(on),
			totalCents,
			principalCents: this.principal,
			fineCents: this.fine,
			interestCents: this.interest,
			discountCents: this.discounted,
			overpaidCents: this.overpaid,
			lines: this.lines,
		};
	}
}
