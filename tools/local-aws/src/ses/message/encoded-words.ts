const word = /=\?(?<charset>[^?*\s]+)(?:\*[^?]*)?\?(?<encoding>[bq])\?(?<text>[^?\s]*)\?=/gi;

/** A header value with its RFC 2047 encoded words read; a word that cannot be read stays as it is. */
export function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)\s+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi, '$1');
  return joined.replace(word, (whole, charset: string, encoding: string, text: string) => {
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : bytesOfQ(text);
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return whole;
    }
  });
}

function bytesOfQ(text: string): Buffer {
  const plain = text.replaceAll('_', ' ');
  return Buffer.from(
    plain.replace(/=([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
    'latin1',
  );
}
