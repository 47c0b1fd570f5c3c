/** Metadata as identity providers publish it, of a key that nobody has: for tests that do not sign anything. */
export function exampleSamlMetadata(issuer: string): string {
  return `<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${issuer}">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
        MIIBbTCCAROgAwIBAgIJRgxH6eBQTZKvMAoGCCqGSM49BAMCMBExDzANBgNVBAMTBlNlc2FtZTAg
        Fw0yMDAxMDEwMDAwMDBaGA8yMDk5MDEwMTAwMDAwMFowETEPMA0GA1UEAxMGU2VzYW1lMFkwEwYH
        KoZIzj0CAQYIKoZIzj0DAQcDQgAExZ4v/EqpxbTFp8yEykFfaJybKZPUWYZ0H1Jz9TIipLnEao/7
        +l74KnTtzJlUwPnZzLAC132YB3pgDt08hmWHjKNSMFAwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8E
        BAMCBaAwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMBEGA1UdEQQKMAiCBlNlc2FtZTAK
        BggqhkjOPQQDAgNIADBFAiEA24cJfAb+s9MWNt94COhmDPvW09ZvZDMPVpTUxBoFi9ACICvULGN7
        46zojwdU3lzUjhJmEl0Oc0+gIUUCUwLMbJDx
      </X509Certificate></X509Data></KeyInfo>
    </KeyDescriptor>
  </IDPSSODescriptor>
</EntityDescriptor>`;
}
