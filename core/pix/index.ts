export { BrCodeError, type BrCodePart } from './BrCodeError';
export { buildBrCode, type BrCodeInput } from './buildBrCode';
export { parseBrCode } from './parseBrCode';
export { parsePixKey, type PixKey } from './pixKey';
export { PixKeyError } from './PixKeyError';
export type { BrCode } from './readCode';
export { isTxid, NO_TXID, TXID_LIMIT, txidFrom } from './txid';
