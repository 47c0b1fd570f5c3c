export { clientSettings } from './client-settings';
export { doorsOf, type AcceptedMail, type Doors, type Fault, type FaultSettings, type RoleCredentials } from './doors';
export { startFunction, type FunctionProcess, type Invocation } from './function-process';
export { unpackFunction, type PackagedFunction } from './packaged-function';
export { startSesame, type SesameProcess } from './sesame-process';
export { sqsEvent, type QueuedMessage } from './sqs-event';
