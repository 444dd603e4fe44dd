export type { BankBoleto } from './bankBoleto';
export { bankName } from './banks';
export { boletoContradiction, type BoletoInvoice } from './boletoContradiction';
export { BoletoError, type BoletoPart } from './BoletoError';
export { buildBarcode, MAX_BOLETO_CENTS, type BarcodeInput } from './buildBarcode';
export type { CollectionBoleto, CollectionSegment } from './collectionBoleto';
export { dueFactor } from './dueFactor';
export { formatLine } from './formatLine';
export { parseBoleto, type Boleto } from './parseBoleto';
