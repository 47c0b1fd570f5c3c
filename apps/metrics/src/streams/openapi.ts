import { streams } from '@sesame/email';
import type { ApiDescription } from '@sesame/lambda';
import { ratesJudged, states } from '@sesame/standing';
import * as z from 'zod/mini';
import { resumeRequest } from './resume-stream';

const time = z.iso.datetime();
const by = z
  .string()
  .check(z.describe('`guard`, or whoever asked: `key` and the id of the key, or the ARN of the session of a role'));
const cause = z.strictObject({
  rate: z.enum(ratesJudged),
  value: z.number().check(z.describe('A fraction of 1')),
  threshold: z.number().check(z.describe('The line that was crossed')),
  recipients: z.int().check(z.describe('Whom mail was sent to, as SES counts them')),
  events: z.int().check(z.describe('How many of them bounced hard, or complained')),
  from: time,
  to: time,
});
const stream = z.strictObject({
  object: z.literal('stream'),
  name: z.enum(streams),
  state: z.enum(states),
  since: z.nullable(time),
  by: z.nullable(by),
  cause: z.nullable(cause),
  resumed: z.nullable(z.strictObject({ at: time, by, reason: z.string(), cause: z.nullable(cause) })),
});

/** What the answers about streams look like. */
export const streamSchemas = {
  stream,
  list: z.strictObject({ object: z.literal('list'), has_more: z.boolean(), data: z.array(stream) }),
};

const never = { since: null, by: null, cause: null, resumed: null };
const key = 'key 0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const figures = {
  ...{ rate: 'bounce_rate', value: 0.062, threshold: 0.05, recipients: 4_000, events: 248 },
  ...{ from: '2026-11-21T12:00:00.000Z', to: '2026-11-22T12:03:00.000Z' },
};
const paused = {
  ...{ object: 'stream', name: 'marketing', state: 'paused', since: '2026-11-22T12:03:00.000Z', by: 'guard' },
  ...{ cause: figures, resumed: null },
};
const reason = 'The bought list is deleted.';

/** How streams stand and are resumed, as the API describes it. */
export const streamOperations: ApiDescription = {
  'GET /streams': {
    operationId: 'listStreams',
    summary: 'Tell how each stream stands',
    description:
      'Active, warned, or paused, with the figures that it goes by, and who resumed it last and why. A stream is judged once a minute by its rates of hard bounces and complaints over a day, or a week where a day has too few recipients.',
    access: 'full_access',
    answer: {
      description: 'Both streams',
      schema: streamSchemas.list,
      example: {
        object: 'list',
        has_more: false,
        data: [{ object: 'stream', name: 'transactional', state: 'active', ...never }, paused],
      },
    },
    errors: [],
  },
  'POST /streams/{stream}/resume': {
    operationId: 'resumeStream',
    summary: 'Let a paused stream send again',
    description:
      'A person decides it, and it is kept with who, when and why. SES sends again within a minute, and held mail leaves within a few more. What was counted before does not pause the stream again. A stream that is not paused stays as it is.',
    access: 'full_access',
    path: { stream: { description: 'transactional or marketing', example: 'marketing' } },
    request: { schema: resumeRequest, example: { reason } },
    answer: {
      description: 'How the stream stands',
      schema: streamSchemas.stream,
      example: {
        ...{ object: 'stream', name: 'marketing', state: 'active', since: '2026-11-22T14:00:00.000Z', by: key },
        ...{ cause: null, resumed: { at: '2026-11-22T14:00:00.000Z', by: key, reason, cause: figures } },
      },
    },
    errors: ['not_found'],
  },
};
