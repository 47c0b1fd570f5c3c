import { domainToASCII, domainToUnicode } from 'node:url';

const maximumDomainLength = 253;
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ipv4LikeLabel = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const asciiOnly = /^[\x20-\x7e]*$/;
const asciiForm = /(?:^|\.)xn--/;
const urlSyntax = /[/\\?#%:@[\]]/;

/**
 * A domain as it is compared and looked up: lower-cased, and international names as their ASCII (IDNA, UTS 46) form.
 * `undefined` for what is no domain name that can receive mail: no dot, an empty label, a trailing dot, more than 253
 * characters, a label of more than 63 or with other characters than letters, digits and hyphens, an IP address, a label
 * that begins with `xn--` and is not the ASCII form of a name.
 */
export function asciiDomain(text: string): string | undefined {
  if (text.length === 0 || text.length > maximumDomainLength) return undefined;
  const domain = asciiOnly.test(text) ? text.toLowerCase() : idnaToAscii(text);
  if (domain.length > maximumDomainLength) return undefined;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => hostLabel.test(label))) return undefined;
  if (ipv4LikeLabel.test(labels.at(-1) ?? '') || holdsFalseAsciiForm(domain)) return undefined;
  return domain;
}

/** Node leaves an `xn--` label that stands for nothing as it is. */
function holdsFalseAsciiForm(domain: string): boolean {
  if (!asciiForm.test(domain)) return false;
  const international = domainToUnicode(domain);
  return asciiForm.test(international) || domainToASCII(international) !== domain;
}

/** Node reads its argument as the host of a URL, and would drop what follows a slash. */
function idnaToAscii(text: string): string {
  return urlSyntax.test(text) ? '' : domainToASCII(text);
}
