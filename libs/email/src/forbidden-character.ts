/** The sentences about characters that no header can hold, whatever it is about. */
export const forbiddenCharacters = {
  line_break: 'Line breaks are not allowed; write it on one line.',
  control_character: 'Control characters are not allowed; remove what cannot be seen.',
  broken_character: 'It holds half of a surrogate pair, which is no character; send well-formed Unicode.',
} as const satisfies Record<string, string>;

export type ForbiddenCharacter = keyof typeof forbiddenCharacters;

/** All that Unicode calls a mandatory break (UAX #14): CR, LF, vertical tab, form feed, NEL, line and paragraph separator. */
const lineBreak = /[\r\n\v\f\u0085\u2028\u2029]/;
const control = /\p{Cc}/u;

/** Which character that no header can hold a text holds, if any. */
export function forbiddenCharacterIn(text: string): ForbiddenCharacter | undefined {
  if (lineBreak.test(text)) return 'line_break';
  if (control.test(text)) return 'control_character';
  return text.isWellFormed() ? undefined : 'broken_character';
}
