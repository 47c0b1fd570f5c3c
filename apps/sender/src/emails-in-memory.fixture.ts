import { dueKey } from './due';
import type { Content, Email } from './email';
import type { EmailChange, EmailName } from './email-change';
import type { EmailTable } from './email-table';

/** For tests: the emails table in memory, with the same conditions on its writes. */
export function emailsInMemory(...emails: Email[]): EmailTable & { all(): Email[] } {
  const content: Content = { html: '<p>Hello</p>' };
  const stored = new Map(emails.map((email) => [email.id, email]));

  const changeIf = ({ id }: EmailName, change: EmailChange, holds: (email: Email) => boolean): Promise<boolean> => {
    const email = stored.get(id);
    if (!email || !holds(email)) return Promise.resolve(false);
    stored.set(id, { ...email, ...change });
    return Promise.resolve(true);
  };

  return {
    all: () => [...stored.values()],
    putContent: () => Promise.resolve(),
    put: async (email) => void stored.set(email.id, email),
    find: async ({ id }) => {
      const email = stored.get(id);
      return email && { email, content };
    },
    get: async ({ id }) => stored.get(id),
    getMany: async (_, ids) =>
      new Map(
        ids.flatMap((id) => [...stored.values()].filter((email) => email.id === id)).map((email) => [email.id, email]),
      ),
    claim: (read, attempt, change) =>
      changeIf(read, { ...change, status: 'sending', attempt }, (email) => {
        if (email.attempt === attempt) return true;
        if (read.status !== 'scheduled') return email.status === 'queued';
        return email.status === 'scheduled' && email.scheduledAt?.getTime() === read.scheduledAt?.getTime();
      }),
    settle: (name, attempt, change) =>
      changeIf(name, change, (email) => email.attempt === attempt && /sending|unknown/.test(email.status)),
    changeScheduled: (name, change) => changeIf(name, change, ({ status }) => status === 'scheduled'),
    settleFetch: (name, change) => changeIf(name, change, ({ status }) => /queued|scheduled/.test(status)),
    changeUnmoved: (read, change) =>
      changeIf(read, change, ({ status, due }) => status === read.status && due?.getTime() === read.due?.getTime()),
    async *due(partition, now) {
      const isDue = ({ connection, id, due }: Email) =>
        due !== undefined && due < now && dueKey(connection, id, due).due_pk === partition;
      yield [...stored.values()].filter(isDue);
    },
  };
}
