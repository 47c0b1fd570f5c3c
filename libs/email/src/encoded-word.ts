/** `=?charset?encoding?text?=` (RFC 2047): readers of mail decode it wherever it stands, also where it should not. */
const encodedWord = /=\?[^?]*\?[bq]\?/i;

/** Whether a text would be shown as something else than what it says. */
export function holdsEncodedWord(text: string): boolean {
  return encodedWord.test(text);
}
