import { AwsError } from '../aws-error';
import { exampleSamlMetadata } from './example-saml-metadata';
import { readSamlMetadata } from './saml-metadata';
import { createSamlProviders } from './saml-providers';

const metadata = exampleSamlMetadata('https://idp.example.com');

test('metadata say how an identity provider calls itself and with which certificates it signs', () => {
  const { issuer, certificates } = createSamlProviders().apply({ name: 'corp', metadata });
  expect(issuer).toBe('https://idp.example.com');
  expect(certificates).toEqual([expect.stringMatching(/^-----BEGIN CERTIFICATE-----\nMIIB.{60}\n/)]);
});

test('a key without a use signs, too, and one for encryption does not', () => {
  expect(readSamlMetadata(metadata.replace(' use="signing"', '')).certificates).toHaveLength(1);
  expect(() => readSamlMetadata(metadata.replace('"signing"', '"encryption"'))).toThrow('no certificate');
});

test.each([
  ['no XML', 'metadata'],
  ['nothing', ''],
  ['something else', '<EntityDescriptor entityID="x"/>'],
  ['nobody', metadata.replace('entityID', 'entity')],
  ['a certificate that is none', metadata.replace('MIIB', 'XXXX')],
  ['entities of its own', metadata.replace('<Entity', '<!DOCTYPE x [<!ENTITY a "b">]><Entity')],
])('%s is refused', (_what, given) => {
  expect(codeOf(() => createSamlProviders().apply({ name: 'corp', metadata: given }))).toBe('InvalidInput');
});

function codeOf(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
  return 'none';
}
