import type { Dice } from './dice';
import type { Mix } from './mix';
import type { SesMail } from './ses-event-record';
import { sesId, uuidV7 } from './ses-ids';

const account = '000000000000';
const receivers = ['example.net', 'example.org', 'mail.example.net'];
const senders = ['example.com', 'shop.example.com', 'news.example.com'];
const templates = ['order-confirmed', 'order-shipped', 'password-reset', 'receipt', 'welcome', 'invoice'];
const campaigns = ['spring', 'summer', 'sale', 'news-46', 'news-47', 'winback'];
const tenants = ['blue', 'green', 'red'];
/** How many addresses get mail often, and how many get it once in a while. */
const repeaters = 200;
const strangers = 10_000_000;

/** A message that was given to SES at some moment. */
export function generateMail(dice: Dice, mix: Mix, sentAt: number): SesMail {
  const isMarketing = dice.chance(mix.marketing);
  const domain = dice.oneOf([[6, senders[0]] as const, [2, senders[1]] as const, [2, senders[2]] as const]) ?? '';
  const source = `Example Shop <hello@${domain}>`;
  const many = !isMarketing && dice.chance(mix.severalRecipients) ? 2 + dice.whole(2) : 1;
  const destination = [...new Set(Array.from({ length: many }, () => address(dice, mix)))];
  const messageId = sesId(dice, sentAt);
  const subject = isMarketing ? 'What is new this week' : `Your order ${dice.whole(1e6)}`;
  const boundary = `----=_Part_${dice.whole(1e7)}_${dice.whole(1e9)}.${sentAt}`;
  return {
    timestamp: new Date(sentAt).toISOString(),
    source,
    sourceArn: `arn:aws:ses:us-east-1:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId,
    destination,
    headersTruncated: false,
    headers: [
      { name: 'From', value: source },
      { name: 'To', value: destination.join(', ') },
      { name: 'Subject', value: subject },
      { name: 'MIME-Version', value: '1.0' },
      { name: 'Content-Type', value: `multipart/alternative;  boundary="${boundary}"` },
    ],
    commonHeaders: { from: [source], to: destination, messageId, subject },
    tags: {
      'ses:source-tls-version': ['TLSv1.3'],
      'ses:operation': ['SendEmail'],
      'ses:configuration-set': [`sesame-local-${isMarketing ? 'marketing' : 'transactional'}`],
      'ses:source-ip': ['192.0.2.10'],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['sesame-local-sender-deliver'],
      ...(dice.chance(0.95) && { 'sesame-email-id': [uuidV7(dice, sentAt)] }),
      ...(!isMarketing && { 'sesame-template': [templates[dice.whole(templates.length)] ?? ''] }),
      ...(isMarketing && { campaign: [campaigns[dice.whole(campaigns.length)] ?? ''] }),
      ...(dice.chance(0.5) && { tenant: [tenants[dice.whole(tenants.length)] ?? ''] }),
    },
  };
}

function address(dice: Dice, mix: Mix): string {
  if (dice.chance(mix.simulator)) return `bounce+${dice.whole(strangers)}@simulator.amazonses.com`;
  const number = dice.chance(mix.repeaters) ? dice.whole(repeaters) : repeaters + dice.whole(strangers);
  const name = `person.${number}@${receivers[number % receivers.length] ?? ''}`;
  // The same mailbox, as somebody else spelled it.
  return dice.chance(0.05) ? name.replace('person', 'Person').replace('example', 'Example') : name;
}
