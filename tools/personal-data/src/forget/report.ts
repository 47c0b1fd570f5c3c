import type { Forgotten } from './forget';

/** What no run erases, by name and in words. */
export const notErased = {
  ses_suppression_list:
    "SES's own suppression list, which has no key but the address. It holds it if SES saw it bounce or complain, or was told to hold it: " +
    'aws sesv2 get-suppressed-destination --email-address <address> says whether, delete-suppressed-destination takes it off. Our hash goes on holding its mail back.',
  backups: 'Backups of the tables for point-in-time recovery, which last for 35 days. After a restore, run this again.',
  words_of_others: 'What others wrote about the person in mail between others.',
  under_way:
    'What is in a queue or a dead-letter queue, and names the person again once it is handled. Run this again a day later.',
  identity: 'An identity that is the address itself: DELETE /domains removes it.',
} as const;

/** What a run found or did, for a program. */
export function inJson(found: Forgotten): string {
  return JSON.stringify({ ...found, notErased: Object.keys(notErased) });
}

/** What a run found or did, for a person; it repeats no address. */
export function inWords(found: Forgotten, { yes }: { yes: boolean }): string {
  const rows: [number, string][] = [
    [found.emailsErased, `e-mails of the person alone, ${yes ? 'erased' : 'to be erased'} with their content`],
    [found.emailsRedacted, `e-mails to others, too, ${yes ? 'without' : 'to lose'} the person and what was written`],
    [found.attachments, 'attachments of these'],
    [found.claims, 'idempotency keys of these'],
    [found.facts, `facts of the ledger, ${yes ? 'now of nobody' : 'to be of nobody'}`],
    [found.softBounces, 'soft bounces'],
    [found.suppressionEntries, 'entries of the suppression list, of which a hash remains'],
  ];
  const width = Math.max(...rows.map(([count]) => String(count).length));
  const counts = rows.map(([count, what]) => `${String(count).padStart(width)}  ${what}`);
  return [...counts, '', ...closing(found, yes)].join('\n');
}

function closing({ emailsWaiting }: Forgotten, yes: boolean): string[] {
  const waiting =
    emailsWaiting === 0
      ? []
      : [`${emailsWaiting} more wait to be sent to others, and stay until then. Run this again once they are sent.`];
  const done = yes ? 'The address gets no mail any more.' : 'Nothing was changed. Add --yes to erase it.';
  return [
    ...waiting,
    done,
    '',
    'Not erased, by this run or another:',
    ...Object.values(notErased).map((one) => `- ${one}`),
  ];
}

/** Whether nothing is left for a later run. */
export function isDone({ emailsWaiting }: Forgotten): boolean {
  return emailsWaiting === 0;
}
