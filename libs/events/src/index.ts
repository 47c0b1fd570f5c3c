export type { Bounce } from './bounce';
export type { Complaint } from './complaint';
export { emailIdOf } from './email-id-of';
export type { Mail } from './mail';
export { MalformedEventError } from './malformed-event-error';
export type { SesEvent } from './ses-event';
export { parseSnsWrappedEvent, type SnsWrappedEvent } from './sns-wrapped-event';
export { parseTimestamp } from './timestamp';
