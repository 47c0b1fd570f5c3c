import { XMLBuilder } from 'fast-xml-parser';
import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';
import { algorithms, namespaces } from './saml-names';

/** What of a response is signed. */
export type SignedPart = 'assertion' | 'response' | 'both' | 'nothing';

/**
 * The SAML identity providers of the embedded world: each signs with an RSA key of its own, and publishes the certificate in its
 * metadata. They stand for the sign-in of a company, whatever they are called. Keys are made anew in every run.
 */
export interface SamlIssuers {
  /** What an identity provider publishes about itself, for `SamlMetadataDocument`; makes the provider if there was none. */
  metadata(issuer: string): Promise<string>;
  /** Signs a response, or its assertion, with the key of this identity provider, whoever it says it is from. */
  sign(issuer: string, response: string, part: SignedPart): Promise<string>;
}

const xml = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });
const response = `/*[local-name(.)='Response']`;
const elements = { response, assertion: `${response}/*[local-name(.)='Assertion']` };

export function createSamlIssuers(): SamlIssuers {
  const issuers = new Map<string, ReturnType<typeof newKey>>();
  const keyOf = (issuer: string) => {
    const key = issuers.get(issuer) ?? newKey();
    issuers.set(issuer, key);
    return key;
  };
  return {
    async metadata(issuer) {
      const { certificate } = await keyOf(issuer);
      return xml.build({
        'md:EntityDescriptor': {
          ...{ '@xmlns:md': namespaces.metadata, '@xmlns:ds': namespaces.signature, '@entityID': issuer },
          'md:IDPSSODescriptor': {
            '@protocolSupportEnumeration': namespaces.protocol,
            'md:KeyDescriptor': {
              '@use': 'signing',
              'ds:KeyInfo': { 'ds:X509Data': { 'ds:X509Certificate': base64Of(certificate) } },
            },
            'md:SingleSignOnService': {
              ...{ '@Binding': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', '@Location': issuer },
            },
          },
        },
      });
    },
    async sign(issuer, unsigned, part) {
      const key = await keyOf(issuer);
      // The outer signature is over the inner one, too.
      const parts = (['assertion', 'response'] as const).filter((each) => part === each || part === 'both');
      return parts.reduce((text, each) => withSignature(text, elements[each], key), unsigned);
    },
  };
}

type Key = Awaited<ReturnType<typeof newKey>>;

/** Puts a signature over an element into it, after its Issuer, where SAML's schema wants it. */
function withSignature(text: string, element: string, { privateKey, certificate }: Key): string {
  const signer = new SignedXml({
    ...{ privateKey, publicCert: certificate },
    signatureAlgorithm: algorithms.signatures[0],
    canonicalizationAlgorithm: algorithms.canonicalization,
  });
  signer.addReference({
    xpath: element,
    transforms: [algorithms.enveloped, algorithms.canonicalization],
    digestAlgorithm: algorithms.digests[0],
  });
  signer.computeSignature(text, {
    prefix: 'ds',
    location: { reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signer.getSignedXml();
}

/** The certificate is from 2020 to 2099, since IAM asks a metadata document for the key in it, and the embedded clock is moved. */
async function newKey() {
  const { private: privateKey, cert: certificate } = await generate([{ name: 'commonName', value: 'Sesame' }], {
    ...{ keySize: 2048, algorithm: 'sha256' },
    ...{ notBeforeDate: new Date('2020-01-01'), notAfterDate: new Date('2099-01-01') },
  });
  return { privateKey, certificate };
}

function base64Of(pem: string): string {
  return pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
}
