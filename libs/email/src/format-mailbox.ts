import type { Mailbox } from './mailbox';

/** 75 characters an encoded-word (RFC 2047 section 2), less `=?UTF-8?B?` and `?=`: 63 of base64, so 45 bytes. */
const bytesPerEncodedWord = 45;
const printableAscii = /^[\x20-\x7e]*$/;

/**
 * A mailbox as Amazon SES takes it: `"Jane Doe" <jane@example.com>`, or the address alone. A display name that is not
 * printable ASCII becomes RFC 2047 encoded-words, so no character of it can end the header.
 */
export function formatMailbox({ address, displayName }: Pick<Mailbox, 'address' | 'displayName'>): string {
  if (displayName === undefined || displayName === '') return address;
  const name = printableAscii.test(displayName) ? quoted(displayName) : encodedWords(displayName);
  return `${name} <${address}>`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
}

function encodedWords(text: string): string {
  const chunks: string[] = [];
  let chunk = '';
  for (const character of text.toWellFormed()) {
    if (Buffer.byteLength(chunk + character) > bytesPerEncodedWord) {
      chunks.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...chunks, chunk].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(' ');
}
