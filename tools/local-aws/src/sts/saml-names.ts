/** Namespaces and identifiers of SAML 2.0 and of XML signatures. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
};

export const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
export const nameIdFormatPrefix = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';

/** How signatures are made and taken: RSA with SHA-2 over exclusive canonical XML, and no comments. */
export const algorithms = {
  canonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  digests: ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'],
  signatures: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
} as const;

/** What begins the names of attributes that are meant for AWS (AWS documentation: Configure SAML assertions for the authentication response). */
export const attributePrefix = 'https://aws.amazon.com/SAML/Attributes/';

/** Where AWS takes SAML responses. */
export const signInUrl = 'https://signin.aws.amazon.com/saml';
