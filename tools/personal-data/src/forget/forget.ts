import { matchingAddress, ownConnection } from '@sesame/email';
import { recipientHash, type RecipientFacts } from '@sesame/ledger';
import type { ForgettableEntries } from '@sesame/suppression';
import type { Attachments } from './attachments';
import type { ClaimRow, EmailRow } from './email-row';
import type { EmailsTable } from './emails-table';
import { fateOfEmail, withoutPerson, type Fate } from './fate-of-email';
import type { Pace } from '../pace';

export type ForgetParts = {
  suppressions: ForgettableEntries;
  emails: EmailsTable;
  attachments: Attachments;
  facts: RecipientFacts;
  spend: Pace;
  now: Date;
};

/** What was found of a person and, where it was to be, erased. */
export type Forgotten = {
  emailsErased: number;
  emailsRedacted: number;
  /** E-mails that others are still to get, and that are as they were: to be erased by a later run. */
  emailsWaiting: number;
  attachments: number;
  claims: number;
  facts: number;
  softBounces: number;
  suppressionEntries: number;
};

/**
 * Erases one person, or counts what there is to erase. The address is first held back, so that nothing new is sent; then
 * everything is found by a search of the whole tables; and what finds the rest again, the e-mails themselves, goes last. So
 * a run that was broken off is completed by another one, and one that is done changes nothing.
 */
export async function forget(parts: ForgetParts, address: string, { yes }: { yes: boolean }): Promise<Forgotten> {
  const { suppressions, emails, attachments, facts, spend, now } = parts;
  const person = matchingAddress(address);
  const { entries: suppressionEntries, softBounces } = await suppressions.count(person);
  if (yes) await suppressions.forget(person, now);

  const { erased, redacted, waiting, claims } = await find();
  let factCount = 0;
  for await (const keys of facts.of(recipientHash(ownConnection, person), spend)) {
    factCount += keys.length;
    if (yes) for (const key of keys) await facts.forget(key);
  }

  const mails = [...erased, ...redacted];
  let files = mails.reduce((sum, { attachments: listed = [] }) => sum + listed.length, 0);
  if (yes) {
    const erasedIds = new Set(erased.map(({ pk }) => nameOf(pk).id));
    for (const claim of claims) {
      if (erasedIds.has(claim.accepted?.id ?? '')) await emails.eraseClaim(claim);
      else await emails.redactClaim(claim, person);
    }
    files = 0;
    for (const row of mails) if (row.attachments) files += await attachments.erase(nameOf(row.pk));
    for (const row of redacted) await emails.redact(row, person);
    for (const row of erased) await emails.erase(row);
  }
  return {
    emailsErased: erased.length,
    emailsRedacted: redacted.length,
    emailsWaiting: waiting.length,
    attachments: files,
    claims: claims.length,
    facts: factCount,
    softBounces,
    suppressionEntries,
  };

  async function find() {
    const found: Record<Exclude<Fate['fate'], 'keep'>, EmailRow[]> = { erase: [], redact: [], wait: [] };
    const answered: ClaimRow[] = [];
    const named: ClaimRow[] = [];
    for await (const row of emails.rows(spend)) {
      if (row.sk === 'email') {
        const { fate } = fateOfEmail(row, person);
        if (fate !== 'keep') found[fate].push(row);
      } else if (
        row.accepted &&
        withoutPerson(row.accepted.suppressed, person).length < row.accepted.suppressed.length
      ) {
        named.push(row);
      } else if (row.accepted) answered.push(row);
    }
    const ids = new Set(found.erase.map(({ pk }) => nameOf(pk).id));
    const claims = [...named, ...answered.filter(({ accepted }) => ids.has(accepted?.id ?? ''))];
    return { erased: found.erase, redacted: found.redact, waiting: found.wait, claims };
  }
}

function nameOf(pk: string): { connection: string; id: string } {
  const end = pk.lastIndexOf('#');
  return { connection: pk.slice(0, end), id: pk.slice(end + 1) };
}
