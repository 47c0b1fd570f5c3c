import * as z from 'zod';
import { attributeOf, childrenNamed } from '../xml-element';
import { attributePrefix, namespaces } from './saml-names';

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/**
 * AWS documentation, "Configure SAML assertions for the authentication response": one subject, confirmed once, for a time and for
 * a recipient. That there is one audience restriction is the stricter reading.
 */
const assertion = z.object({
  issuer: z.string().min(1),
  subject: z.string().min(1),
  subjectFormat: z.string().optional(),
  confirmations: z.tuple([z.object({ notOnOrAfter: moment, recipient: z.string() })]),
  notBefore: moment.optional(),
  notOnOrAfter: moment.optional(),
  audiences: z.array(z.string()).min(1),
  sessionNotOnOrAfter: moment.optional(),
  attributes: z.record(z.string(), z.array(z.string())),
});

/** What an assertion says. Times are milliseconds since 1970; attributes are those meant for AWS, without what begins all their names. */
export type SamlAssertion = z.infer<typeof assertion>;

/** Reads an assertion; throws zod's error where it has another shape. */
export function readSamlAssertion(element: Element): SamlAssertion {
  const within = (parent: Element | undefined, name: string) =>
    parent ? childrenNamed(parent, namespaces.assertion, name) : [];
  const textOf = (found: Element | undefined) => found?.textContent?.trim();
  const [subject] = within(element, 'Subject');
  const [nameId] = within(subject, 'NameID');
  const [conditions] = within(element, 'Conditions');
  const [authentication] = within(element, 'AuthnStatement');
  return assertion.parse({
    issuer: textOf(within(element, 'Issuer')[0]),
    subject: textOf(nameId),
    subjectFormat: nameId && attributeOf(nameId, 'Format'),
    confirmations: within(subject, 'SubjectConfirmation').map((confirmation) => {
      const [data] = within(confirmation, 'SubjectConfirmationData');
      return data && { notOnOrAfter: attributeOf(data, 'NotOnOrAfter'), recipient: attributeOf(data, 'Recipient') };
    }),
    notBefore: conditions && attributeOf(conditions, 'NotBefore'),
    notOnOrAfter: conditions && attributeOf(conditions, 'NotOnOrAfter'),
    audiences: within(conditions, 'AudienceRestriction').flatMap((restriction) =>
      within(restriction, 'Audience').map(textOf),
    ),
    sessionNotOnOrAfter: authentication && attributeOf(authentication, 'SessionNotOnOrAfter'),
    attributes: attributesIn(within(element, 'AttributeStatement'), within),
  });
}

function attributesIn(
  statements: Element[],
  within: (parent: Element | undefined, name: string) => Element[],
): Record<string, string[]> {
  const named = statements
    .flatMap((statement) => within(statement, 'Attribute'))
    .flatMap((attribute) => {
      const name = attributeOf(attribute, 'Name');
      const values = within(attribute, 'AttributeValue').map((value) => value.textContent?.trim() ?? '');
      return name?.startsWith(attributePrefix) ? [[name.slice(attributePrefix.length), values] as const] : [];
    });
  const attributes: Record<string, string[]> = {};
  for (const [name, values] of named) attributes[name] = [...(attributes[name] ?? []), ...values];
  return attributes;
}
