import type { SesEventRecord, SesMail } from '@sesame/event-generator';
import { differenceOf, listDifference } from './compare';
import { countedBy, suppressedBy } from './oracle';

const mail = {
  timestamp: '2026-11-20T23:59:30.000Z',
  messageId: 'm-1',
  destination: ['Ada@Example.net', 'bob@example.org'],
  tags: {
    'ses:configuration-set': ['sesame-local-marketing'],
    'ses:from-domain': ['example.com'],
    campaign: ['spring'],
  },
} as Partial<SesMail> as SesMail;
const send: SesEventRecord = { eventType: 'Send', mail, send: {} };
const open = (timestamp: string): SesEventRecord => ({ eventType: 'Open', mail, open: { timestamp } });
const bounce = (said: Record<string, unknown>): SesEventRecord => ({
  eventType: 'Bounce',
  mail,
  bounce: {
    ...{ bounceType: 'Permanent', bounceSubType: 'General', feedbackId: 'f-1', timestamp: '2026-11-21T00:00:10.000Z' },
    bouncedRecipients: [{ emailAddress: 'Ada@Example.net', action: 'failed' }],
    ...said,
  },
});
const mailboxFull = (day: number) =>
  bounce({
    ...{ bounceType: 'Transient', bounceSubType: 'MailboxFull', feedbackId: `soft-${day}` },
    timestamp: new Date(Date.UTC(2026, 10, 21 + day)).toISOString(),
  });

test('a message counts when it is sent, its opens when they happen, and its first open when it was sent', () => {
  const table = countedBy([send, open('2026-11-21T00:10:00.000Z'), open('2026-11-21T00:20:00.000Z')], 'day', 'stream');
  expect(Object.fromEntries(table)).toEqual({
    '2026-11-20 marketing': { sent: 1, recipients: 2, unique_opened: 1 },
    '2026-11-21 marketing': { opened: 2 },
  });
});

test('a fact that is told twice counts once, and a clock that is before the sending does not move it', () => {
  const early = bounce({ timestamp: '2026-11-20T23:00:00.000Z' });
  expect(Object.fromEntries(countedBy([early, early], 'hour', 'tag:campaign'))).toEqual({
    '2026-11-20T23 spring': { bounced_hard: 1 },
  });
});

test('what SES held back counts apart, and suppresses nobody', () => {
  const held = bounce({ bounceSubType: 'OnAccountSuppressionList' });
  expect(Object.fromEntries(countedBy([held], 'day', 'overall'))).toEqual({ '2026-11-21 all': { suppressed: 1 } });
  expect(suppressedBy([held]).size).toBe(0);
});

test('five soft bounces over three days suppress, four do not, nor five in one day', () => {
  expect(suppressedBy([0, 1, 2, 3].map(mailboxFull)).size).toBe(0);
  expect(suppressedBy([0, 0.1, 0.2, 0.3, 0.4].map(mailboxFull)).size).toBe(0);
  expect(suppressedBy([4, 1, 2, 3, 0].map(mailboxFull)).get('ada@example.net')).toEqual({
    origin: 'bounce',
    happenedAt: '2026-11-25T00:00:00.000Z',
    feedbackId: 'soft-4',
  });
});

test('a complaint is shown before a bounce that is newer', () => {
  const complaint: SesEventRecord = {
    eventType: 'Complaint',
    mail,
    complaint: {
      ...{ feedbackId: 'c-1', complaintSubType: null, complaintFeedbackType: 'abuse' },
      ...{ timestamp: '2026-11-21T00:00:00.000Z', complainedRecipients: [{ emailAddress: 'ada@example.net' }] },
    },
  };
  expect(suppressedBy([complaint, bounce({})]).get('ada@example.net')?.origin).toBe('complaint');
});

test('the comparison sees what is missing, what is too much, and another reason', () => {
  const expected = countedBy([send], 'day', 'overall');
  expect(differenceOf(expected, expected)).toBe(0);
  expect(differenceOf(expected, new Map())).toBe(3);
  expect(differenceOf(expected, new Map([...expected, ['2026-11-21 all', { sent: 2 }]]))).toBe(2);
  const list = suppressedBy([bounce({})]);
  expect(listDifference(list, suppressedBy([bounce({})]))).toBe(0);
  expect(listDifference(list, suppressedBy([bounce({ feedbackId: 'f-2' })]))).toBe(1);
  expect(listDifference(list, new Map())).toBe(1);
});
