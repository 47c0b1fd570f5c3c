import { log } from '@sesame/lambda';
import { suppressionsInMemory, type Fact, type ShownSuppression, type SuppressionTable } from '@sesame/suppression';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import fc from 'fast-check';

/** `SESAME_LAW_RUNS=10000` tells the law at length; by default it is short. */
const numRuns = Number(process.env['SESAME_LAW_RUNS'] ?? 200);
const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-bounces';

let mockList = suppressionsInMemory();
jest.mock('@sesame/suppression', () => ({
  ...jest.requireActual<object>('@sesame/suppression'),
  suppressionTable: (): Pick<SuppressionTable, 'add' | 'addSoftBounce'> => ({
    add: (fact) => mockList.add(fact),
    addSoftBounce: (softBounce) => mockList.addSoftBounce(softBounce),
  }),
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
  process.env['BOUNCES_TOPIC_ARN'] = topicArn;
  ({ handler } = await import('./handler'));
});

const connection = 'own';
const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-01T00:00:00.000Z');
const removalTime = new Date(start + 12 * day);
const addresses = ['jane@example.com', 'john@example.com'] as const;

/** What SES reports of an address, and what that is to it. */
const kinds = {
  general: { is: 'hard', bounceType: 'Permanent', bounceSubType: 'General', action: 'failed' },
  onList: { is: 'nothing', bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList', action: 'failed' },
  mailboxFull: { is: 'soft', bounceType: 'Transient', bounceSubType: 'MailboxFull', action: 'failed' },
  temporary: { is: 'soft', bounceType: 'Transient', bounceSubType: 'General', action: 'failed' },
  undetermined: { is: 'soft', bounceType: 'Undetermined', bounceSubType: 'Undetermined', action: undefined },
  automaticReply: { is: 'nothing', bounceType: 'Transient', bounceSubType: 'General', action: undefined },
  tooLarge: { is: 'nothing', bounceType: 'Transient', bounceSubType: 'MessageTooLarge', action: 'failed' },
  /** Told by the service complaints, which writes to the same list. */
  complaint: { is: 'complaint' },
} as const;
const anyKind = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('mailboxFull', 'temporary', 'undetermined') },
  { weight: 3, arbitrary: fc.constantFrom('general', 'onList', 'automaticReply', 'tooLarge', 'complaint') },
);

type Happening = {
  kind: keyof typeof kinds;
  address: (typeof addresses)[number];
  isCapital: boolean;
  feedbackId: string;
  /** When the message was sent, by the clock of SES. */
  sentAt: number;
  /** By the clock of the receiving server, which may be years ahead or behind. */
  clock: 'right' | 'ahead' | 'behind';
};
const happeningsUpTo = (days: number, prefix: string): fc.Arbitrary<Happening[]> =>
  fc
    .array(
      fc.record({
        kind: anyKind,
        address: fc.constantFrom(...addresses),
        isCapital: fc.boolean(),
        sentAt: fc.integer({ min: 0, max: days * 4 }).map((quarters) => start + quarters * 6 * hour),
        clock: fc.oneof(
          { weight: 8, arbitrary: fc.constant('right' as const) },
          { weight: 1, arbitrary: fc.constantFrom('ahead' as const, 'behind' as const) },
        ),
      }),
      { maxLength: 14 },
    )
    .map((happenings) => happenings.map((each, index) => ({ ...each, feedbackId: `${prefix}-${index}` })));

const anyOrderOf = (happenings: Happening[]) => fc.shuffledSubarray(happenings, { minLength: happenings.length });
const anyStory = fc
  .record({
    before: happeningsUpTo(11, 'before'),
    after: happeningsUpTo(25, 'after'),
    removed: fc.subarray([...addresses]),
  })
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
          const removal = await mockList.remove(address, { connection, now: removalTime });
          if (removal) removals.set(address, removal.removedAt.getTime());
        }
        await deliver(second);

        const prescribed = addresses.flatMap((address) => {
          const told = [...before, ...after].filter((each) => each.address === address);
          return prescribedEntry(told, address, removals.get(address) ?? 0) ?? [];
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

/** What the rules say of an address, spelled out: its weightiest reason, and when that last happened. */
function prescribedEntry(told: Happening[], address: string, removedAt: number) {
  const timesOf = (what: string) =>
    told
      .filter(({ kind }) => kinds[kind].is === what)
      .map(timeOf)
      .filter((time) => time > removedAt);
  const soft = timesOf('soft');
  const completing = soft.filter((end) => {
    const inWindow = soft.filter((time) => time <= end && time >= end - 14 * day);
    return inWindow.length >= 5 && end - Math.min(...inWindow) >= 72 * hour;
  });
  const reasons = { complaint: timesOf('complaint'), bounce: [...timesOf('hard'), ...completing] };
  for (const [origin, times] of Object.entries(reasons)) {
    if (times.length > 0) return [[address, origin, new Date(Math.max(...times))] as const];
  }
  return undefined;
}

/** When something happened, as far as clocks are believed. */
function timeOf({ sentAt, clock }: Happening): number {
  return clock === 'right' ? sentAt + hour : sentAt;
}

/** Hands events to the service, a few at a time, as Lambda does. */
async function deliver(happenings: Happening[]): Promise<void> {
  const left = [...happenings];
  while (left.length > 0) {
    const batch = left.splice(0, 3);
    const complaints = batch.filter(({ kind }) => kind === 'complaint');
    const Records = batch.filter(({ kind }) => kind !== 'complaint').map(recordOf);
    const [answer] = await Promise.all([handler({ Records }), ...complaints.map((each) => mockList.add(factOf(each)))]);
    expect(answer.batchItemFailures).toEqual([]);
  }
}

const emailAddressOf = ({ address, isCapital }: Happening) => (isCapital ? address.toUpperCase() : address);

function factOf(happening: Happening): Fact {
  const { feedbackId } = happening;
  const time = new Date(timeOf(happening));
  return { connection, scope: 'all', address: emailAddressOf(happening), origin: 'complaint', time, feedbackId };
}

/** SNS with its envelope, SNS raw, and EventBridge: an event says the same in each. */
const envelopes: ((event: object) => string)[] = [
  (event) => JSON.stringify({ Type: 'Notification', TopicArn: topicArn, Message: JSON.stringify(event) }),
  (event) => JSON.stringify(event),
  (event) => JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email Bounced', detail: event }),
];

function recordOf(happening: Happening, index: number): SQSRecord {
  const { kind, feedbackId, sentAt, clock } = happening;
  const { is: _, action, ...bounce } = { action: undefined, ...kinds[kind] };
  const reportedAt = { right: sentAt + hour, ahead: sentAt + 1000 * day, behind: sentAt - 1000 * day }[clock];
  const event = {
    eventType: 'Bounce',
    bounce: {
      ...bounce,
      bouncedRecipients: [{ emailAddress: emailAddressOf(happening), ...(action && { action, status: '4.2.2' }) }],
      timestamp: new Date(reportedAt).toISOString(),
      feedbackId,
    },
    mail: {
      timestamp: new Date(sentAt).toISOString(),
      messageId: `message-${feedbackId}`,
      source: 'shop@example.com',
      destination: [...addresses],
    },
  };
  const body = envelopes[index % envelopes.length]?.(event);
  return { messageId: `${index}`, body, attributes: { SentTimestamp: String(sentAt + 2 * hour) } } as SQSRecord;
}
