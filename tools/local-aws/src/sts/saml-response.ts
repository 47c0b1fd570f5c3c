import { createHash } from 'node:crypto';
import * as z from 'zod';
import { account } from '../account';
import { AwsError } from '../aws-error';
import type { SamlProvider, SamlProviders } from '../iam/saml-providers';
import { attributeOf, childrenNamed, isNamed, readXml } from '../xml-element';
import { readSamlAssertion, type SamlAssertion } from './saml-assertion';
import { nameIdFormatPrefix, namespaces, signInUrl, success } from './saml-names';
import { signedAssertion } from './signed-assertion';

/** A response that holds: signed with a key of a provider of the account, for AWS, and in time. */
export interface SamlResponse {
  provider: SamlProvider;
  assertion: SamlAssertion;
  /** `persistent`, `transient`, or another format as it is written. */
  subjectType: string;
  /** With the subject it is one person of one provider; AWS documentation: AssumeRoleWithSAML. */
  nameQualifier: string;
}

/** Besides the address at which AWS takes responses, the name by which many identity providers know AWS (unverified). */
const audiences = [signInUrl, 'urn:amazon:webservices'];
/** The sign-in of all regions, and that of one. */
const recipient = /^https:\/\/([a-z]{2}(-[a-z]+)+-\d\.)?signin\.aws\.amazon\.com\/saml$/;

/**
 * Checks a response as AssumeRoleWithSAML does. Throws `InvalidIdentityToken`, `ExpiredTokenException`, or `IDPRejectedClaim`
 * where the identity provider itself says no; of the texts only some are AWS's.
 */
export function verifySamlResponse(
  encoded: string,
  { providers, providerArn, now }: { providers: SamlProviders; providerArn: string; now: number },
): SamlResponse {
  const provider = providers.byArn(providerArn);
  if (!provider) throw invalid("Specified provider doesn't exist");
  const xml = decoded(encoded);
  requireConsent(xml);
  const assertion = read(xml, provider);
  if (assertion.issuer !== provider.issuer) throw invalid('Issuer not present in specified provider');
  const { confirmations, notBefore = -Infinity, notOnOrAfter = Infinity } = assertion;
  if (notBefore > now) throw invalid('The assertion does not hold yet (NotBefore).');
  requireInTime(Math.min(notOnOrAfter, confirmations[0].notOnOrAfter), now);
  if (!assertion.audiences.some((audience) => audiences.includes(audience)))
    throw invalid('Response does not contain the required audience');
  if (!recipient.test(confirmations[0].recipient)) throw invalid('The response is for another recipient.');
  const { subjectFormat = 'unspecified', issuer } = assertion;
  return {
    provider,
    assertion,
    subjectType: subjectFormat.startsWith(nameIdFormatPrefix)
      ? subjectFormat.slice(nameIdFormatPrefix.length)
      : subjectFormat,
    nameQualifier: createHash('sha1').update(`${issuer}${account}/${provider.name}`).digest('base64'),
  };
}

/** What stands outside of what is signed can only lead to a refusal here, and anybody can have that. */
function requireConsent(xml: string): void {
  const response = rootOf(xml);
  const [status] = childrenNamed(response, namespaces.protocol, 'Status');
  const [code] = status ? childrenNamed(status, namespaces.protocol, 'StatusCode') : [];
  const said = code && attributeOf(code, 'Value');
  if (said === undefined) throw invalid('The response does not say whether it succeeded (Status).');
  if (said !== success)
    throw new AwsError('IDPRejectedClaim', `The identity provider says ${said.slice(said.lastIndexOf(':') + 1)}.`, 403);
}

function rootOf(xml: string): Element {
  try {
    const response = readXml(xml);
    if (isNamed(response, namespaces.protocol, 'Response')) return response;
  } catch {
    // The refusal below says all there is to say.
  }
  throw invalid('The SAML response is not valid XML, or no response.');
}

function read(xml: string, { certificates }: SamlProvider): SamlAssertion {
  const assertion = signed(xml, certificates);
  try {
    return readSamlAssertion(assertion);
  } catch (error) {
    if (error instanceof z.ZodError) throw invalid(`The assertion cannot be read: ${z.prettifyError(error)}`);
    throw error;
  }
}

function signed(xml: string, certificates: string[]): Element {
  try {
    return signedAssertion(xml, certificates);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalid(`Response signature invalid (Sesame's embedded AWS: ${why})`);
  }
}

function decoded(encoded: string): string {
  const text = encoded.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw invalid('The SAML response is not Base64.');
  return Buffer.from(text, 'base64').toString();
}

function requireInTime(end: number, now: number): void {
  if (now < end) return;
  const [current, expired] = [now, end].map((time) => new Date(time).toISOString());
  throw new AwsError(
    'ExpiredTokenException',
    `Token expired: current date/time ${current} must be before the expiration date/time ${expired}`,
  );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidIdentityToken', message);
}

/** The condition keys of a response: those of AssumeRoleWithSAML in AWS's service authorization reference, without a directory's. */
export function samlContext({ provider, assertion, subjectType, nameQualifier }: SamlResponse): Record<string, string> {
  return {
    // Called after the audience, and yet the recipient.
    'saml:aud': assertion.confirmations[0].recipient,
    'saml:iss': assertion.issuer,
    'saml:sub': assertion.subject,
    'saml:sub_type': subjectType,
    'saml:namequalifier': nameQualifier,
    'saml:doc': `${account}/${provider.name}`,
  };
}
