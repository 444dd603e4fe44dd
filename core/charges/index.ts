export { ChargesCalculator, type ChargedInvoice } from './calculator';
export type { ChargeLine, Charges, ReceivedPayment } from './charges';
export { ChargesError } from './ChargesError';
export { describeTerms } from './describeTerms';
export { explainLine, type ExplainedLine } from './explain';
export { LegalRates } from './legalRates';
export { checkTerms, NO_TERMS, termsOf, type ChargeTerms, type TermsOverride } from './terms';
export { termsFromJson, termsToJson } from './termsJson';
export { parseDiscounts, parseFine, parseInterest } from './termsText';
