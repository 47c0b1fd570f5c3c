import { SignedXml } from 'xml-crypto';
import { attributeOf, childrenNamed, descendantsNamed, isNamed, readXml } from '../xml-element';
import { algorithms, namespaces } from './saml-names';

/**
 * The one assertion of a SAML response, as it was signed by whoever holds one of these certificates: a new element, read from
 * the very bytes that the signature is over, so that nothing which was moved, added or hidden elsewhere in the response can be
 * read by mistake. Throws where the response is not that plain:
 * - one response with one assertion in it, and none anywhere else;
 * - the response, the assertion or both signed, each by a signature that is its child and over it alone.
 */
export function signedAssertion(xml: string, certificates: string[]): Element {
  const response = readXml(xml);
  if (!isNamed(response, namespaces.protocol, 'Response')) throw new Error('The document is no SAML response.');
  if (descendantsNamed(response, namespaces.assertion, 'EncryptedAssertion').length > 0)
    throw new Error("Sesame's embedded AWS does not take encrypted assertions.");
  const [assertion, ...others] = descendantsNamed(response, namespaces.assertion, 'Assertion');
  if (!assertion || others.length > 0 || assertion.parentNode !== response)
    throw new Error('A response has one assertion, which stands in it.');

  const signed = descendantsNamed(response, namespaces.signature, 'Signature').map((signature) => {
    const parent = [response, assertion].find((element) => element === signature.parentNode);
    if (!parent) throw new Error('A signature stands where none belongs.');
    return signedElement(xml, signature, parent, certificates);
  });
  if (signed.length === 0) throw new Error('Nothing is signed.');
  const ofItself = signed.find((element) => isNamed(element, namespaces.assertion, 'Assertion'));
  if (ofItself) return ofItself;
  const [only, ...more] = signed.flatMap((element) => childrenNamed(element, namespaces.assertion, 'Assertion'));
  if (!only || more.length > 0) throw new Error('What is signed holds no assertion, or several.');
  return only;
}

/** What a signature is over, read anew from its bytes; it must be the element in which the signature stands. */
function signedElement(xml: string, signature: Element, parent: Element, certificates: string[]): Element {
  const id = attributeOf(parent, 'ID');
  requirePlain(signature, id);
  const bytes = certificates.map((certificate) => signedBytes(xml, signature, certificate)).find(Boolean);
  if (bytes === undefined) throw new Error('None of the keys of the identity provider made the signature.');
  const element = readXml(bytes);
  if (!isNamed(element, parent.namespaceURI ?? '', parent.localName) || attributeOf(element, 'ID') !== id)
    throw new Error('A signature is over something else than where it stands.');
  return element;
}

/** Throws unless a signature has one reference, to this id, and no way to leave out or to change what it is over. */
function requirePlain(signature: Element, id: string | undefined): void {
  const within = (parent: Element | undefined, name: string) =>
    parent ? childrenNamed(parent, namespaces.signature, name) : [];
  const [info] = within(signature, 'SignedInfo');
  const [reference, ...others] = within(info, 'Reference');
  const transforms = within(within(reference, 'Transforms')[0], 'Transform');
  const isOneOf = ([only, ...more]: Element[], taken: readonly string[]) =>
    only !== undefined && more.length === 0 && taken.includes(attributeOf(only, 'Algorithm') ?? '');
  const taken =
    reference !== undefined &&
    others.length === 0 &&
    id !== undefined &&
    attributeOf(reference, 'URI') === `#${id}` &&
    transforms.every((transform) => isOneOf([transform], [algorithms.enveloped, algorithms.canonicalization])) &&
    isOneOf(within(info, 'CanonicalizationMethod'), [algorithms.canonicalization]) &&
    isOneOf(within(info, 'SignatureMethod'), algorithms.signatures) &&
    isOneOf(within(reference, 'DigestMethod'), algorithms.digests);
  if (!taken) throw new Error('The signature is made in a way that is not taken.');
}

/** What a signature is over, in canonical form, if the key of this certificate made it. */
function signedBytes(xml: string, signature: Element, certificate: string): string | undefined {
  // The key that a response brings along is anybody's; only the provider's own counts.
  const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return undefined;
  } catch {
    return undefined;
  }
  const [bytes, ...others] = verifier.getSignedReferences();
  return others.length === 0 ? bytes : undefined;
}
