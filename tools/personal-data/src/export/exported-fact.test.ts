import { recipientHash, shortHash, type Fact, type FactDetails } from '@sesame/ledger';
import { exportedFact } from './exported-fact';
import type { Pseudonyms } from './pseudonym';

const fact: Fact = {
  connection: 'own',
  messageId: '0102019aa2583cf3-86ef113d-138b-c18e-b132-457eb1872ecf-000000',
  emailId: '01936f9e-2c00-7000-8000-0000000000ab',
  time: new Date('2026-11-22T12:00:01.500Z'),
  sentAt: new Date('2026-11-22T12:00:00.000Z'),
  recipient: recipientHash('own', 'zoe@example.net'),
  configurationSet: 'sesame-local-transactional',
  fromDomain: 'example.com',
  template: 'welcome-3',
  tags: { campaign: 'spring', customer: 'zoe-quartz' },
  simulatedRecipients: 1,
  details: { type: 'delivery' },
};
const pseudonym: Pseudonyms = (kind, name) => `${kind} of ${[...name].reverse().join('')}`;
const nothing = { tags: [], origins: false };
const reversed = (text: string) => [...text].reverse().join('');

test('a fact is exported with what happened, and with pseudonyms for who and which', () => {
  expect(exportedFact(fact, pseudonym, nothing)).toEqual({
    time: '2026-11-22T12:00:01.500Z',
    type: 'delivery',
    message: `message of ${reversed(fact.emailId ?? '')}`,
    recipient: `recipient of ${reversed(fact.recipient ?? '')}`,
    sent_at: '2026-11-22T12:00:00.000Z',
    configuration_set: 'sesame-local-transactional',
    from_domain: 'example.com',
    template: 'welcome-3',
    simulated_recipients: 1,
  });
});

test('tags and origins are exported where they are asked for', () => {
  const click: Fact = { ...fact, details: { type: 'click', link: 'hash', origin: 'https://zoe.example.com' } };
  const exported = exportedFact(click, pseudonym, { tags: ['campaign', 'none', 'toString'], origins: true });
  expect(exported).toMatchObject({ link: 'link of hsah', origin: 'https://zoe.example.com' });
  expect(exported['tags']).toEqual({ campaign: 'spring' });
  expect(exportedFact(click, pseudonym, nothing)).not.toHaveProperty('origin');
});

test('of a click of somebody who was forgotten there is neither who nor what', () => {
  const forgotten: Fact = { ...fact, recipient: undefined, details: { type: 'click', link: '' } };
  const exported = exportedFact(forgotten, pseudonym, nothing);
  expect(exported).not.toHaveProperty('recipient');
  expect(exported).not.toHaveProperty('link');
});

const everyDetails: FactDetails[] = [
  { type: 'send', recipients: 2 },
  { type: 'bounce', feedbackId: 'feedback-1', bounceType: 'Permanent', bounceSubType: 'General', status: '5.1.1' },
  { type: 'complaint', feedbackId: 'feedback-2', complaintFeedbackType: 'abuse' },
  { type: 'delivery-delay', delayType: 'MailboxFull' },
  { type: 'click', link: shortHash('link', 'https://example.com/zoe'), origin: 'https://zoe.example.com' },
  { type: 'subscription', optOut: true },
  { type: 'unsubscribe' },
  { type: 'other', eventType: 'New', record: shortHash('record', 'zoe') },
];

test.each(everyDetails)('no id, no hash and no tag of a fact is exported as it is: $type', (details) => {
  const text = JSON.stringify(exportedFact({ ...fact, details }, pseudonym, nothing));
  const known = [fact.messageId, fact.emailId, fact.recipient, 'spring', 'zoe', 'feedback-1', 'feedback-2', 'own'];
  const hashes = [shortHash('link', 'https://example.com/zoe'), shortHash('record', 'zoe')];
  expect([...known, ...hashes].filter((one) => text.includes(String(one)))).toEqual([]);
});
