import { MalformedPolicyError, checkPolicy } from '@sesame/iam';
import * as z from 'zod';
import { account } from '../account';
import { identityPolicy } from '../cloudformation/policy-document';
import { type Door, json, refused } from './door';

const input = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .default(account),
  policy: identityPolicy.optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

/**
 * `POST /_sesame/users {"name":"ada","policy":{…}}`: a user with access keys and an MFA device, in this account or in
 * `account`, who may do what `policy` says and nothing without one. Asked again, it has other policies and the same keys.
 */
export const applyUser: Door = {
  method: 'POST',
  path: '/_sesame/users',
  open({ users }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { policy, ...about } = parsed.data;
    const policies = policy ? [{ name: 'user policy', document: policy }] : [];
    try {
      for (const one of policies) checkPolicy(one, 'identity');
    } catch (error) {
      if (error instanceof MalformedPolicyError) return refused(422, error.message);
      throw error;
    }
    const { arn, credentials, mfaDevice } = users.apply({ ...about, policies });
    const { accessKeyId, secretAccessKey } = credentials;
    return json({ arn, accessKeyId, secretAccessKey, mfaSerialNumber: mfaDevice.serialNumber });
  },
};

/** `GET /_sesame/mfa-code?serialNumber=arn:aws:iam::000000000000:mfa/ada`: what that user's MFA device shows now. */
export const showMfaCode: Door = {
  method: 'GET',
  path: '/_sesame/mfa-code',
  open({ users, clock }, { query }) {
    const serialNumber = query.get('serialNumber') ?? '';
    const device = users.byMfaSerialNumber(serialNumber)?.mfaDevice;
    if (!device)
      return refused(404, `There is no MFA device ${serialNumber}; POST /_sesame/users gives each user one.`);
    return json({ tokenCode: device.codeAt(clock.now()) });
  },
};
