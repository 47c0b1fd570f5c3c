import type { Connection, Stream } from '@sesame/email';

export const states = ['active', 'warned', 'paused'] as const;

/** What a stream may do: send; send, with people told that its rates are near the line; nothing, until a person resumes it. */
export type State = (typeof states)[number];

export const ratesJudged = ['bounce_rate', 'complaint_rate'] as const;

/** What a warning or a pause goes by. Rates are fractions of 1. */
export type Cause = {
  rate: (typeof ratesJudged)[number];
  value: number;
  /** The line that was crossed. */
  threshold: number;
  /** Recipients that mail was sent to, as SES counts them. */
  recipients: number;
  /** How many of them bounced hard, or complained. */
  events: number;
  from: Date;
  to: Date;
};

/** A person's act: who, when and why, and what the pause had gone by. */
export type Resumption = { at: Date; by: string; reason: string; cause?: Cause };

/** How a stream stands. */
export type Standing = {
  connection: Connection;
  stream: Stream;
  /** How often it has changed; 0 while it never has. */
  version: number;
  state: State;
  /** Since when, and by whom: `guard`, or `key` and the id of a key. Missing while it never changed. */
  since?: Date;
  by?: string;
  /** Why it is warned or paused. */
  cause?: Cause;
  /** The last time that a person resumed it. */
  resumed?: Resumption;
  /** What is still to be done about the last change; empty once all of it was. */
  toDo: readonly ToDo[];
};

/** `tell` the topic `alerts`; `switch on` the configuration set. A paused one is switched off again and again, and noted nowhere. */
export type ToDo = 'tell' | 'switch on';

/** How a stream stands that never changed. */
export function untouched(connection: Connection, stream: Stream): Standing {
  return { connection, stream, version: 0, state: 'active', toDo: [] };
}
