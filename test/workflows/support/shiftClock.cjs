// Loaded before n8n (`NODE_OPTIONS=--require`): the tests' n8n lives on another day than this machine, so that
// what is a weekend or a holiday for the régua does not depend on the day the tests run. The clock goes on as
// the real one does, and every process of a test run has the same.
const offset = Number(process.env.COBRANCA_TEST_CLOCK_OFFSET_MS ?? 0);
const RealDate = Date;

if (offset !== 0 && !RealDate.cobrancaShifted) {
	function ShiftedDate(...args) {
		if (!new.target) return new RealDate(RealDate.now() + offset).toString();
		const given = args.length === 0 ? [RealDate.now() + offset] : args;
		return Reflect.construct(RealDate, given, new.target === ShiftedDate ? RealDate : new.target);
	}
	Object.setPrototypeOf(ShiftedDate, RealDate);
	ShiftedDate.prototype = RealDate.prototype;
	ShiftedDate.prototype.constructor = ShiftedDate;
	ShiftedDate.now = () => RealDate.now() + offset;
	ShiftedDate.cobrancaShifted = true;
	globalThis.Date = ShiftedDate;
}
