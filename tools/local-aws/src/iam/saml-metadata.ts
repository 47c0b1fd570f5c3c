import { AwsError } from '../aws-error';
import { namespaces } from '../sts/saml-names';
import { attributeOf, childrenNamed, descendantsNamed, isNamed, readXml } from '../xml-element';

/** What IAM takes from the metadata of an identity provider: how it calls itself, and with whose keys it signs. */
export interface SamlMetadata {
  issuer: string;
  /** In PEM. */
  certificates: string[];
}

/** Reads the metadata of one identity provider. Throws `InvalidInput`; of the texts the first is AWS's, as far as known. */
export function readSamlMetadata(document: string): SamlMetadata {
  const root = rootOf(document);
  const issuer = attributeOf(root, 'entityID');
  if (!isNamed(root, namespaces.metadata, 'EntityDescriptor') || issuer === undefined)
    throw invalid('Could not parse metadata: it describes no entity.');
  const certificates = childrenNamed(root, namespaces.metadata, 'IDPSSODescriptor')
    .flatMap((descriptor) => childrenNamed(descriptor, namespaces.metadata, 'KeyDescriptor'))
    .filter((key) => [undefined, 'signing'].includes(attributeOf(key, 'use')))
    .flatMap((key) => descendantsNamed(key, namespaces.signature, 'X509Certificate'))
    .map((certificate) => asPem(certificate.textContent));
  if (certificates.length === 0)
    throw invalid('Could not parse metadata: the identity provider has no certificate to sign with.');
  return { issuer, certificates };
}

function rootOf(document: string): Element {
  try {
    return readXml(document);
  } catch {
    throw invalid('Could not parse metadata');
  }
}

function asPem(base64: string | null): string {
  const lines = (base64 ?? '').replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidInput', message);
}
