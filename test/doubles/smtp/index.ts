export { type Behaviour, BEHAVIOURS, behaviourOf } from './behaviours.ts';
export { type Nonsense, startNonsenseServer } from './nonsense.ts';
export { ReceivedMessage } from './received.ts';
export { type Move, type Script, type ScriptedServer, type Stage, STAGES, startScriptedServer } from './scripted.ts';
export { type SmtpServerDouble, type SmtpServerOptions, startSmtpServer } from './server.ts';
