import { streams, type Connection, type Stream } from '@sesame/email';
import * as z from 'zod/mini';
import { ratesJudged, states, type Cause, type Resumption, type Standing } from './standing';

/** Where the standing of a stream is kept. */
export function standingKey(connection: Connection, stream: Stream) {
  return { pk: connection, sk: `stream#${stream}` };
}

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => new Date(text)),
);
const cause = z.object({
  rate: z.enum(ratesJudged),
  value: z.number(),
  threshold: z.number(),
  recipients: z.number(),
  events: z.number(),
  from: time,
  to: time,
});
const standingItem = z.object({
  pk: z.string(),
  stream: z.enum(streams),
  version: z.int(),
  state: z.enum(states),
  since: z.optional(time),
  by: z.optional(z.string()),
  cause: z.optional(cause),
  resumed: z.optional(z.object({ at: time, by: z.string(), reason: z.string(), cause: z.optional(cause) })),
  to_do: z.array(z.enum(['tell', 'switch on'])),
});

/** The item of a standing. */
export function toStandingItem({ connection, stream, since, cause, resumed, toDo, ...rest }: Standing) {
  return {
    ...standingKey(connection, stream),
    ...rest,
    stream,
    to_do: [...toDo],
    ...(since && { since: since.toISOString() }),
    ...(cause && { cause: causeItem(cause) }),
    ...(resumed && { resumed: resumptionItem(resumed) }),
  };
}

/** @throws an Error when the item is no standing: then nobody knows whether the stream may send */
export function fromStandingItem(item: unknown): Standing {
  const { pk, stream, version, state, since, by, cause, resumed, to_do: toDo } = standingItem.parse(item);
  return {
    ...{ connection: pk, stream, version, state, toDo },
    ...(since && { since }),
    ...(by !== undefined && { by }),
    ...(cause && { cause }),
    ...(resumed && { resumed: resumptionOf(resumed) }),
  };
}

function causeItem({ from, to, ...figures }: Cause) {
  return { ...figures, from: from.toISOString(), to: to.toISOString() };
}

function resumptionItem({ at, by, reason, cause }: Resumption) {
  return { at: at.toISOString(), by, reason, ...(cause && { cause: causeItem(cause) }) };
}

function resumptionOf({ cause, ...act }: Omit<Resumption, 'cause'> & { cause?: Cause | undefined }): Resumption {
  return { ...act, ...(cause && { cause }) };
}
