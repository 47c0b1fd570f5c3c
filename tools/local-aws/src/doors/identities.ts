import * as z from 'zod';
import { verificationStatuses } from '../ses/identities';
import { isDomain, parseMailbox } from '../ses/message/mailbox';
import { type Door, json, refused } from './door';

const input = z.strictObject({
  name: z.string().refine((name) => isDomain(name) || parseMailbox(name)?.address === name),
  verificationStatus: z.enum(verificationStatuses),
});

/**
 * `POST /_sesame/identities {"name":"example.org","verificationStatus":"SUCCESS"}`: SES finds the DNS records of this
 * identity (`SUCCESS`), those of its MAIL FROM domain included, has not found them yet (`PENDING`), or has given up
 * (`FAILED`). One that is not there is added, as if it had been made in the console of SES.
 */
export const applyIdentity: Door = {
  method: 'POST',
  path: '/_sesame/identities',
  open({ ses }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success)
      return refused(
        422,
        `Say which: {"name": "example.org", "verificationStatus": one of ${verificationStatuses.join(', ')}}, the name a domain or an address.`,
      );
    const { name, verificationStatus } = parsed.data;
    ses.applyIdentity(name, verificationStatus);
    return json({ name, verificationStatus });
  },
};
