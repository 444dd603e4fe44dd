export { drawInterleaved2of5, type Interleaved2of5Options } from './drawInterleaved2of5';
export { drawQrCode } from './drawQrCode';
export type { DrawingSize } from './moduleRows';
