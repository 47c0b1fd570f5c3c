/** What somebody in between may do to a response that was signed: change it, or hide the signed assertion behind one of his own. */
export type Tampering = 'alter' | 'wrap';

const assertion = /<saml:Assertion .*<\/saml:Assertion>/s;
const signature = /<ds:Signature .*?<\/ds:Signature>/gs;

/** The response as it is after that, with the subject replaced by somebody else. */
export function tampered(response: string, how: Tampering, somebodyElse: string): string {
  const aboutSomebodyElse = (xml: string) =>
    xml.replace(/(<saml:NameID [^>]*>)[^<]*/, (_, start: string) => `${start}${somebodyElse}`);
  if (how === 'alter') return aboutSomebodyElse(response);
  const [signed = ''] = assertion.exec(response) ?? [];
  const forged = aboutSomebodyElse(signed)
    .replaceAll(signature, '')
    .replace(/ ID="[^"]*"/, ' ID="_forged"');
  return response.replace(signed, () => `${forged}${signed}`);
}
