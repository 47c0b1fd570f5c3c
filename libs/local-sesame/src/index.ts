export { doorsOf, type AcceptedMail, type Doors, type Fault, type FaultSettings, type RoleCredentials } from './doors';
export { startSesame, type SesameProcess } from './sesame-process';
