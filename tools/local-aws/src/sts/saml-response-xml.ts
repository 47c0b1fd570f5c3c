import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import { attributePrefix, nameIdFormatPrefix, namespaces, signInUrl, success } from './saml-names';

/** What an identity provider says in a response. Whatever is not given is what AWS wants to read. */
export interface SamlStatement {
  issuer: string;
  /** Whom it is about: the NameID. */
  subject: string;
  /** Times are milliseconds since 1970. */
  issuedAt: number;
  notOnOrAfter: number;
  sessionNotOnOrAfter?: number | undefined;
  subjectFormat?: string;
  audience?: string;
  recipient?: string;
  /** How it went: the last part of the status code, such as `AuthnFailed`. */
  status?: string | undefined;
  /** The attributes meant for AWS, without what begins all their names. */
  attributes: Record<string, string[]>;
}

const xml = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** A SAML response with one assertion, not yet signed. */
export function samlResponseXml(statement: SamlStatement): string {
  const { issuer, recipient = signInUrl, status = success } = statement;
  const instant = timeOf(statement.issuedAt);
  return xml.build({
    'samlp:Response': {
      ...{ '@xmlns:samlp': namespaces.protocol, '@xmlns:saml': namespaces.assertion },
      ...{ '@ID': newId(), '@Version': '2.0', '@IssueInstant': instant, '@Destination': recipient },
      'saml:Issuer': issuer,
      'samlp:Status': { 'samlp:StatusCode': { '@Value': status } },
      'saml:Assertion': assertion(statement),
    },
  });
}

function assertion({
  subjectFormat = `${nameIdFormatPrefix}persistent`,
  audience = signInUrl,
  recipient = signInUrl,
  ...statement
}: SamlStatement): object {
  const [instant, end] = [statement.issuedAt, statement.notOnOrAfter].map(timeOf);
  const sessionEnd = statement.sessionNotOnOrAfter;
  return {
    ...{ '@ID': newId(), '@Version': '2.0', '@IssueInstant': instant },
    'saml:Issuer': statement.issuer,
    'saml:Subject': {
      'saml:NameID': { '@Format': subjectFormat, '#text': statement.subject },
      'saml:SubjectConfirmation': {
        '@Method': 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
        'saml:SubjectConfirmationData': { '@NotOnOrAfter': end, '@Recipient': recipient },
      },
    },
    'saml:Conditions': {
      ...{ '@NotBefore': instant, '@NotOnOrAfter': end },
      'saml:AudienceRestriction': { 'saml:Audience': audience },
    },
    'saml:AuthnStatement': {
      '@AuthnInstant': instant,
      ...(sessionEnd !== undefined && { '@SessionNotOnOrAfter': timeOf(sessionEnd) }),
      'saml:AuthnContext': {
        'saml:AuthnContextClassRef': 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      },
    },
    'saml:AttributeStatement': {
      'saml:Attribute': Object.entries(statement.attributes).map(([name, values]) => ({
        '@Name': `${attributePrefix}${name}`,
        'saml:AttributeValue': values,
      })),
    },
  };
}

/** An id in XML begins with a letter or an underscore. */
function newId(): string {
  return `_${randomUUID()}`;
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
