import { log } from '@sesame/lambda';
import { suppressionsInMemory, type ShownSuppression, type SuppressionTable } from '@sesame/suppression';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';

/** `SESAME_LAW_RUNS=10000` tells the law at length; by default it is short. */
const numRuns = Number(process.env['SESAME_LAW_RUNS'] ?? 200);
const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-complaints';

let mockList = suppressionsInMemory();
jest.mock('@sesame/suppression', () => ({
  ...jest.requireActual<object>('@sesame/suppression'),
  suppressionTable: (): Pick<SuppressionTable, 'add'> => ({ add: (fact) => mockList.add(fact) }),
}));
// The service takes the wrapped envelope alone (decision 0011). Here its door is open to the others, because what comes of an
// event must not depend on the way it came.
jest.mock('@sesame/events', () => {
  const events = jest.requireActual<{ parseSqsBody: unknown }>('@sesame/events');
  return { ...events, parseSnsWrappedEvent: events.parseSqsBody };
});
let handler: (event: SQSEvent) => Promise<SQSBatchResponse>;

beforeAll(async () => {
  jest.spyOn(log, 'info').mockImplementation();
  process.env['SUPPRESSIONS_TABLE'] = 'suppressions';
  process.env['COMPLAINTS_TOPIC_ARN'] = topicArn;
  ({ handler } = await import('./handler'));
});

const connection = 'own';
const hour = 3_600_000;
const start = Date.parse('2026-11-01T00:00:00.000Z');
const addresses = ['jane@example.com', 'john@example.com'] as const;

/** What SES reports of an address, and whether that is a complaint. */
const kinds = {
  abuse: { isComplaint: true, said: { complaintFeedbackType: 'abuse' } },
  fraud: { isComplaint: true, said: { complaintFeedbackType: 'fraud' } },
  withoutReport: { isComplaint: true, said: {} },
  notSpam: { isComplaint: false, said: { complaintFeedbackType: 'not-spam' } },
  onList: { isComplaint: false, said: { complaintSubType: 'OnAccountSuppressionList' } },
} as const;
/** A bounce is told by the service bounces, which writes to the same list. */
const anyKind = fc.constantFrom('bounce', 'abuse', 'fraud', 'withoutReport', 'notSpam', 'onList');

type Happening = {
  kind: keyof typeof kinds | 'bounce';
  /** Those who may have complained. */
  recipients: string[];
  feedbackId: string;
  sentAt: number;
};
const happenings = (prefix: string): fc.Arbitrary<Happening[]> =>
  fc
    .array(
      fc.record({
        kind: anyKind,
        recipients: fc.subarray([...addresses, 'JANE@example.com']),
        sentAt: fc.integer({ min: 0, max: 20 }).map((hours) => start + hours * hour),
      }),
      { maxLength: 5 },
    )
    .map((all) => all.map((each, index) => ({ ...each, feedbackId: `${prefix}-${index}` })));

const anyOrderOf = (all: Happening[]) => fc.shuffledSubarray(all, { minLength: all.length });
const anyStory = fc
  .record({ before: happenings('before'), after: happenings('after'), removed: fc.subarray([...addresses]) })
  .chain(({ before, after, removed }) => {
    const order = fc.tuple(anyOrderOf([...before, ...before]), anyOrderOf([...before, ...after, ...after]));
    return fc.tuple(fc.constant({ before, after, removed }), order, order);
  });

test('events in any order, told any number of times, end in the one list that the rules prescribe', async () => {
  await fc.assert(
    fc.asyncProperty(anyStory, async ([{ before, after, removed }, ...orders]) => {
      const ends: ShownSuppression[][] = [];
      for (const [first, second] of orders) {
        mockList = suppressionsInMemory();
        await deliver(first);
        const removals = new Map<string, number>();
        for (const address of removed) {
          const removal = await mockList.remove(address, { connection, now: new Date(start + 10 * hour) });
          if (removal) removals.set(address, removal.removedAt.getTime());
        }
        await deliver(second);

        const prescribed = addresses.flatMap((address) => {
          const told = [...before, ...after].filter(({ recipients }) =>
            recipients.some((recipient) => recipient.toLowerCase() === address),
          );
          return prescribedEntry(told, address, removals.get(address) ?? 0);
        });
        const listed = mockList
          .shown()
          .map(({ email, origin, createdAt }) => [email?.toLowerCase(), origin, createdAt]);
        expect(listed.sort()).toEqual(prescribed);
        ends.push(mockList.shown());
      }
      const [oneEnd, otherEnd] = ends;
      expect(oneEnd).toEqual(otherEnd);
    }),
    { numRuns },
  );
}, 900_000);

/** What the rules say of an address, spelled out: a complaint outweighs a bounce, and the newest of a kind is shown. */
function prescribedEntry(told: Happening[], address: string, removedAt: number) {
  const counting = told.filter(({ sentAt }) => sentAt > removedAt);
  const complaints = counting.filter(({ kind }) => kind !== 'bounce' && kinds[kind].isComplaint);
  const bounces = counting.filter(({ kind }) => kind === 'bounce');
  const [origin, reasons] = complaints.length > 0 ? ['complaint', complaints] : ['bounce', bounces];
  return reasons.length === 0 ? [] : [[address, origin, new Date(Math.max(...reasons.map(({ sentAt }) => sentAt)))]];
}

/** Hands events to the service, a few at a time, as Lambda does. */
async function deliver(all: Happening[]): Promise<void> {
  const left = [...all];
  while (left.length > 0) {
    const batch = left.splice(0, 3);
    const Records = batch.flatMap((each, index) => recordOf(each, index) ?? []);
    const [answer] = await Promise.all([handler({ Records }), ...batch.map(bounce)]);
    expect(answer.batchItemFailures).toEqual([]);
  }
}

async function bounce({ kind, recipients, feedbackId, sentAt }: Happening): Promise<void> {
  if (kind !== 'bounce') return;
  for (const address of recipients) {
    const fact = { connection, scope: 'all', address, time: new Date(sentAt), feedbackId } as const;
    await mockList.add({ ...fact, origin: 'bounce' });
  }
}

/** SNS with its envelope, SNS raw, and EventBridge: an event says the same in each. */
const envelopes: ((event: object) => string)[] = [
  (event) => JSON.stringify({ Type: 'Notification', TopicArn: topicArn, Message: JSON.stringify(event) }),
  (event) => JSON.stringify(event),
  (event) => JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email Complaint Received', detail: event }),
];

function recordOf({ kind, recipients, feedbackId, sentAt }: Happening, index: number): SQSRecord | undefined {
  if (kind === 'bounce') return undefined;
  const timestamp = new Date(sentAt).toISOString();
  const complainedRecipients = recipients.map((emailAddress) => ({ emailAddress }));
  const event = {
    eventType: 'Complaint',
    complaint: { complainedRecipients, timestamp, feedbackId, ...kinds[kind].said },
    mail: { timestamp, messageId: `message-${feedbackId}`, source: 'shop@example.com', destination: [...addresses] },
  };
  const body = envelopes[index % envelopes.length]?.(event);
  return { messageId: `${index}`, body, attributes: { SentTimestamp: String(sentAt) } } as SQSRecord;
}
