import { asciiDomain } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import * as z from 'zod/mini';

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const labels = new RegExp(`^${label}(?:\\.${label})*$`, 'i');

/** The part that a return path has before the domain, such as `send`. */
export const customReturnPath = z.string().check(
  z.refine((text) => labels.test(text), {
    error: 'must be the part before the domain, such as "send": letters, digits and hyphens, no hyphen first or last',
  }),
);

/**
 * The MAIL FROM domain of a domain: `send.example.com` for `send`.
 * @throws ApiError `validation_error` if the whole is no domain name, or the part before the domain holds it too
 */
export function mailFromDomain(returnPath: string, domain: string): string {
  const part = returnPath.toLowerCase();
  const whole = asciiDomain(`${part}.${domain}`);
  if (whole !== undefined && part !== domain && !part.endsWith(`.${domain}`)) return whole;
  const message =
    whole === undefined
      ? '"custom_return_path" is too long for this domain.'
      : `"custom_return_path" must be the part before the domain alone, without ${domain}.`;
  throw new ApiError('validation_error', message, { field: 'custom_return_path' });
}
