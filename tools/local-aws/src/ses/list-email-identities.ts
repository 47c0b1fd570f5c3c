import * as z from 'zod';
import { operation, type Operation } from '../operation';
import { onAccount } from './access';
import { pageInput, pageOf, type PageRequest } from './page';
import type { Ses } from './ses';

interface Identities {
  EmailIdentities: {
    IdentityType: string;
    IdentityName: string;
    SendingEnabled: boolean;
    VerificationStatus: string;
  }[];
  NextToken?: string;
}

const declared: Operation<Ses, PageRequest, Identities> = {
  name: 'ListEmailIdentities',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html',
  http: { method: 'POST', path: '/v2/email/list-identities' },
  input: z.strictObject(pageInput),
  access: () => [onAccount('ses:ListEmailIdentities')],
  run({ identities }, request) {
    const { entries, nextToken } = pageOf(
      request,
      (limit, after) => identities.list(limit, after),
      ({ name }) => name,
    );
    return {
      EmailIdentities: entries.map(({ name, type, verificationStatus }) => ({
        IdentityType: type,
        IdentityName: name,
        SendingEnabled: verificationStatus === 'SUCCESS',
        VerificationStatus: verificationStatus,
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
};

export const listEmailIdentities = operation<Ses>()(declared);

/** The spelling of clients older than 2026. */
export const listEmailIdentitiesByGet = operation<Ses>()({
  ...declared,
  http: { method: 'GET', path: '/v2/email/identities' },
});
