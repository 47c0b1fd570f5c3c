export { dice, type Dice } from './dice';
export { generateEvents, type EventsWanted } from './generate-events';
export { mixes, type Mix } from './mix';
export type { SesEventRecord, SesMail } from './ses-event-record';
export { snsEnvelope } from './sns-envelope';
