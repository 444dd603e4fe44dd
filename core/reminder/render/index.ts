export type { CompiledTemplate, RenderedMessage, TemplateSource } from './compileTemplate';
export { compileTemplate } from './compileTemplate';
export type { ReminderContext } from './context';
export { buildContext } from './context';
export type { InvoiceContext } from './invoiceContext';
export type { TemplateErrorCode, TemplatePart } from './templateError';
export { TemplateError } from './templateError';
export type { VariableDescription } from './variables';
export { templateVariables } from './variables';
