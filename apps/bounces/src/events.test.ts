import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSnsWrappedEvent } from '@sesame/events';
import { applyBounce } from './apply-bounce';

const folder = join(__dirname, '..', 'events');

/** Each recipient that bounced: what is done, why, and the code the receiving server gave. */
const prescribed: Record<string, string[]> = {
  'notification-permanent-general': ['jane@example.net: suppress, general 5.1.1'],
  'notification-permanent-general-without-status': [
    'jane@example.net: suppress, general',
    'richard@example.net: suppress, general',
  ],
  'notification-transient-mailbox-full': ['full@example.net: count, mailbox-full 4.2.2'],
  'permanent-email-validation-suppressed': ['typo@exmaple.example: leave, judged-invalid 5.1.1'],
  'permanent-general': ['nobody@example.net: suppress, general 5.1.1'],
  'permanent-general-after-delivery': ['alice@example.net: suppress, general 5.1.1'],
  'permanent-general-headers-truncated': ['truncated@example.net: suppress, general 5.1.1'],
  'permanent-general-two-of-three': [
    'bad1@example.org: suppress, general 5.1.1',
    'bad2@example.org: suppress, general 5.1.1',
  ],
  'permanent-general-unknown-fields-mixed-case': ['MixedCase+News@Example.NET: suppress, general 5.1.1'],
  'permanent-no-email': ['gone@example.org: suppress, no-email'],
  'permanent-on-account-suppression-list': ['muted@example.net: leave, already-suppressed 5.1.1'],
  'permanent-on-tenant-suppression-list': ['muted@example.org: leave, already-suppressed 5.1.1'],
  'permanent-suppressed': ['listed@example.net: suppress, suppressed-by-ses 5.1.1'],
  'permanent-unsubscribed-recipient': ['optout@example.net: leave, unsubscribed'],
  'transient-attachment-rejected': ['noexe@example.net: leave, attachment-rejected 5.7.1'],
  'transient-content-rejected': ['strict@example.net: leave, content-rejected 5.7.1'],
  'transient-custom-timeout-exceeded': ['slow@example.net: leave, took-too-long 4.4.7'],
  'transient-general-automatic-reply': ['holiday@example.net: leave, automatic-reply'],
  'transient-mailbox-full': ['full@example.net: count, mailbox-full 4.2.2'],
  'transient-message-too-large': ['tiny@example.net: leave, message-too-large 5.3.4'],
  undetermined: ['odd@example.net: count, undetermined'],
  'undetermined-without-recipients': [],
};

test('every event of the folder is prescribed a decision', () => {
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  expect(names.sort()).toEqual(Object.keys(prescribed).sort());
});

test.each(Object.entries(prescribed))('%s: %j', (name, expected) => {
  const decisions = applyBounce(bounceOf(name)).map(({ recipient, decision, reason, status }) =>
    [`${recipient}: ${decision}, ${reason}`, ...(status === undefined ? [] : [status])].join(' '),
  );
  expect(decisions).toEqual(expected);
});

/** A notification of an identity says the same as an event, under another name; this service hears events only. */
function bounceOf(name: string) {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8').replace('"notificationType"', '"eventType"');
  const body = JSON.stringify({ Type: 'Notification', TopicArn: 'topic', Message: text });
  const message = parseSnsWrappedEvent(body, { topicArn: 'topic' });
  if (message.kind !== 'event' || message.event.type !== 'bounce') throw new Error(`${name} is no bounce`);
  return message.event.bounce;
}
