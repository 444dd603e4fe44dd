export type { EmailAttachment, EmailMessage } from './message';
export { messageIdFor } from './messageId';
export type { SendOutcome } from './outcome';
export { SmtpPool, type SmtpPoolOptions } from './pool';
export type { SmtpSettings, SmtpTimeouts } from './settings';
export { verify } from './verify';
