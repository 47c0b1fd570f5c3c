import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSnsWrappedEvent } from '@sesame/events';
import { applyComplaint } from './apply-complaint';

const folder = join(__dirname, '..', 'events');

/** Each recipient who may have complained: what is done, and why. */
const prescribed: Record<string, string[]> = {
  abuse: ['erin@example.net: suppress, abuse'],
  'abuse-two-possible-complainers': ['judy@example.net: suppress, abuse', 'kim@example.net: suppress, abuse'],
  'auth-failure': ['heidi@example.org: suppress, auth-failure'],
  fraud: ['heidi@example.org: suppress, fraud'],
  'not-spam': ['grace@example.net: leave, not-spam'],
  'notification-abuse': ['richard@example.net: suppress, abuse'],
  'notification-without-feedback-report': ['richard@example.net: suppress, no-report'],
  'on-account-suppression-list': ['ivan@example.net: leave, already-suppressed'],
  other: ['heidi@example.org: suppress, other'],
  virus: ['heidi@example.org: suppress, virus'],
  'without-feedback-report': ['frank@example.net: suppress, no-report'],
};

test('every event of the folder is prescribed a decision', () => {
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  expect(names.sort()).toEqual(Object.keys(prescribed).sort());
});

test.each(Object.entries(prescribed))('%s: %j', (name, expected) => {
  const decisions = applyComplaint(complaintOf(name)).map(
    ({ recipient, decision, reason }) => `${recipient}: ${decision}, ${reason}`,
  );
  expect(decisions).toEqual(expected);
});

/** A notification of an identity says the same as an event, under another name; this service hears events only. */
function complaintOf(name: string) {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8').replace('"notificationType"', '"eventType"');
  const body = JSON.stringify({ Type: 'Notification', TopicArn: 'topic', Message: text });
  const message = parseSnsWrappedEvent(body, { topicArn: 'topic' });
  if (message.kind !== 'event' || message.event.type !== 'complaint') throw new Error(`${name} is no complaint`);
  return message.event.complaint;
}
