import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({ function: z.string() });
const durationSeconds = 3600;
/** Tells in the decision log, and in SES's and STS's answers, that it was not the function itself that called. */
const sessionName = 'credentials-door';

/** `POST /_sesame/credentials {"function":"sender-accept"}`: that function's role, assumed for an hour. */
export const issueCredentials: Door = {
  method: 'POST',
  path: '/_sesame/credentials',
  open({ roles, sessions, rolePrefix }, { body }) {
    const known = roles.all().filter(({ name }) => name.startsWith(rolePrefix));
    const functions = known.map(({ name }) => name.slice(rolePrefix.length)).sort();
    const parsed = input.safeParse(body);
    if (!parsed.success)
      return refused(422, `Say whose credentials: {"function": "…"}, one of ${functions.join(', ')}.`);
    const role = known.find(({ name }) => name === rolePrefix + parsed.data.function);
    if (!role) return refused(404, `No function is called ${parsed.data.function}; there are ${functions.join(', ')}.`);
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = sessions.issue(
      role,
      sessionName,
      durationSeconds,
    );
    return json({ accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt).toISOString() });
  },
};
