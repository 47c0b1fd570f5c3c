import type { Forgotten } from './forget';

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
  if (!yes) return [...waiting, 'Nothing was changed. Add --yes to erase it.'];
  return [
    ...waiting,
    'The address gets no mail any more. Feedback that was still under way can name it again: run this again in a day.',
  ];
}

/** Whether nothing is left for a later run. */
export function isDone({ emailsWaiting }: Forgotten): boolean {
  return emailsWaiting === 0;
}
