import { recipientHash } from '@sesame/ledger';
import type { ClaimRow, EmailRow } from './email-row';
import { forget } from './forget';
import { pace } from '../pace';
import { inJson, inWords } from './report';

const zoe = 'zoe@example.net';
const max = 'max@example.net';
const email = (id: string, changed: Partial<EmailRow> = {}): EmailRow => ({
  ...{ pk: `own#${id}`, sk: 'email', status: 'sent', from: 'hello@example.com' },
  ...{ to: [zoe], cc: [], bcc: [], reply_to: [], suppressed: [] },
  ...changed,
});
const claim = (key: string, id: string, ...suppressed: string[]): ClaimRow => ({
  ...{ pk: `own#key#${key}`, sk: 'claim', accepted: { id, suppressed } },
});

/** Everything in memory; fails at the nth change, if that is wanted. */
function world(failAt = Infinity) {
  const rows = new Map<string, EmailRow | ClaimRow>();
  for (const row of [
    claim('of-alone', 'alone'),
    email('alone', { attachments: [{}] }),
    email('both', { to: [zoe, max], attachments: [{}] }),
    email('later', { to: [zoe, max], status: 'scheduled' }),
    email('others', { to: [max] }),
    claim('of-both', 'both', 'Zoe@example.net'),
    claim('of-others', 'others'),
    { pk: 'own#key#batch', sk: 'claim' } as const,
  ])
    rows.set(row.pk, row);
  const facts = new Set(['1', '2', '3']);
  const files = new Set(['alone', 'both']);
  const changes: string[] = [];
  let entries = 1;
  const change = (what: string) => {
    if (changes.length === failAt) throw new Error('crashed');
    changes.push(what);
  };
  const parts = {
    suppressions: {
      count: async () => ({ entries, softBounces: 0 }),
      forget: async () => {
        change('suppression');
        entries = 0;
      },
    },
    emails: {
      async *rows(spend: (units: number) => Promise<void>) {
        yield* [...rows.values()];
        await spend(3);
      },
      erase: async ({ pk }: { pk: string }) => {
        change(`erase ${pk}`);
        rows.delete(pk);
      },
      redact: async (row: EmailRow) => {
        change(`redact ${row.pk}`);
        rows.set(row.pk, { ...row, to: [max] });
      },
      eraseClaim: async ({ pk }: { pk: string }) => {
        change(`erase ${pk}`);
        rows.delete(pk);
      },
      redactClaim: async (row: ClaimRow) => {
        change(`redact ${row.pk}`);
        rows.set(row.pk, { ...row, accepted: { id: 'both', suppressed: [] } });
      },
    },
    attachments: {
      erase: async ({ id }: { id: string }) => {
        change(`files ${id}`);
        return files.delete(id) ? 1 : 0;
      },
    },
    facts: {
      async *of(recipient: string) {
        if (recipient === recipientHash('own', zoe)) yield [...facts].map((sk) => ({ pk: 'own', sk }));
      },
      forget: async ({ sk }: { sk: string }) => {
        change(`fact ${sk}`);
        facts.delete(sk);
      },
    },
    spend: async () => undefined,
    now: new Date('2026-11-22T12:00:00Z'),
  };
  return {
    changes,
    run: (yes: boolean) => forget({ ...parts }, 'ZOE@example.net', { yes }),
    left: () => ({ rows: [...rows.keys()].sort(), facts: facts.size, files: files.size, entries }),
  };
}

const counts = {
  ...{ emailsErased: 1, emailsRedacted: 1, emailsWaiting: 1, attachments: 2, claims: 2, facts: 3 },
  ...{ softBounces: 0, suppressionEntries: 1 },
};
const done = {
  rows: ['own#both', 'own#key#batch', 'own#key#of-both', 'own#key#of-others', 'own#later', 'own#others'],
  ...{ facts: 0, files: 0, entries: 0 },
};

test('without --yes everything is counted and nothing is changed; with it, the person is held back first', async () => {
  const { run, changes, left } = world();
  expect(await run(false)).toEqual(counts);
  expect(changes).toEqual([]);
  expect(await run(true)).toEqual(counts);
  expect(changes[0]).toBe('suppression');
  expect(left()).toEqual(done);
});

test('a run that breaks off anywhere is completed by the next one', async () => {
  for (let failAt = 0; failAt < 10; failAt += 1) {
    const broken = world(failAt);
    await expect(broken.run(true)).rejects.toThrow('crashed');
    const after = broken.changes.length;
    expect(after).toBe(failAt);
    const { run, left } = continued(broken);
    await run(true);
    expect(left()).toEqual(done);
  }
});

/** The same world, which does not fail any more. */
function continued(broken: ReturnType<typeof world>) {
  broken.changes.push('broke off');
  return broken;
}

test('the report repeats no address, and says what is left to do', async () => {
  const { run } = world();
  const words = inWords(await run(false), { yes: false });
  expect(words).not.toMatch(/zoe|max|@/);
  expect(words).toContain('1 more wait to be sent to others');
  expect(words).toContain('Add --yes');
});

test('what no run erases is in every report, in words and by name', async () => {
  const found = await world().run(false);
  for (const yes of [false, true]) {
    const words = inWords(found, { yes });
    for (const what of [
      "SES's own suppression list",
      'delete-suppressed-destination',
      'point-in-time',
      'dead-letter queue',
    ])
      expect(words).toContain(what);
  }
  expect(JSON.parse(inJson(found))).toEqual({
    ...counts,
    notErased: ['ses_suppression_list', 'backups', 'words_of_others', 'under_way', 'identity'],
  });
});

test('the search takes as long as its read units are worth', async () => {
  const slept: number[] = [];
  const spend = pace(1_000, async (milliseconds) => void slept.push(milliseconds));
  await spend(256);
  await spend(0);
  expect(slept).toEqual([256]);
});
