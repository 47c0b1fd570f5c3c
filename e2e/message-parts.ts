/** The text parts of a message (message/rfc822), decoded, by their type. Lines end with LF. */
export function textParts(source: string): Record<string, string> {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const [, boundary] = /^content-type: multipart\/[^;]+;.*boundary="([^"]+)"/im.exec(headers) ?? [];
  if (boundary !== undefined) {
    const parts = body.split(new RegExp(`(?:^|\r\n)--${boundary}(?:--)?\r\n`)).slice(1);
    return Object.assign({}, ...parts.map(textParts)) as Record<string, string>;
  }
  const [, type = ''] = /^content-type: ([^;\r\n]+)/im.exec(headers) ?? [];
  const [, encoding = '7bit'] = /^content-transfer-encoding: (\S+)/im.exec(headers) ?? [];
  return type === '' ? {} : { [type]: decoded(body, encoding.toLowerCase()).replace(/\r\n/g, '\n') };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
