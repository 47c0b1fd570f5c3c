import type { EmailRow } from './email-row';
import { fateOfEmail, withoutPerson } from './fate-of-email';

const email: EmailRow = {
  ...{ pk: 'own#id', sk: 'email', status: 'sent', from: 'Shop <hello@example.com>' },
  ...{ to: ['Zoe <ZOE@Example.net>'], cc: [], bcc: [], reply_to: [], suppressed: [] },
};
const zoe = 'zoe@example.net';
const others = ['zoe@example.net', 'max@example.net'];

test.each<[string, Partial<EmailRow>, string]>([
  ['to the person alone', {}, 'erase'],
  ['to the person alone, twice', { cc: ['"Z." <zoe@example.NET>'] }, 'erase'],
  ['to the person alone, and not sent yet', { status: 'scheduled' }, 'erase'],
  ['to others, too', { to: others }, 'redact'],
  ['to others, too, blind', { to: ['max@example.net'], bcc: ['zoe@example.net'] }, 'redact'],
  ['to others, with answers to the person', { to: ['max@example.net'], reply_to: [zoe] }, 'redact'],
  ['to others, who still get it', { to: others, status: 'queued' }, 'wait'],
  ['to others, of which nobody knows yet whether they got it', { to: others, status: 'unknown' }, 'wait'],
  ['from the person', { from: 'Zoe <zoe@example.net>', to: ['max@example.net'] }, 'erase'],
  ['from the person, and not sent yet', { from: zoe, to: ['max@example.net'], status: 'held' }, 'wait'],
  ['to others', { to: ['max@example.net', 'a-zoe@example.net', 'zoe@example.net.example'] }, 'keep'],
])('an e-mail %s', (_, changed, fate) => {
  expect(fateOfEmail({ ...email, ...changed }, zoe)).toMatchObject({ fate });
});

test('mailboxes without the person are those of the others, as they were written', () => {
  expect(withoutPerson(['Zoe <ZOE@example.net>', 'Max <Max@example.net>', 'zoe@example.net'], zoe)).toEqual([
    'Max <Max@example.net>',
  ]);
});
