export { doorsOf, type AcceptedMail, type Doors, type Fault, type FaultSettings, type RecordedDecision } from './doors';
export { startSesame, type SesameProcess } from './sesame-process';
