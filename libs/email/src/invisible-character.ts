/** What is shown as nothing, or changes the direction of what follows: zero-width, filler, tag and bidirectional characters. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
/** Joiners and variation selectors: names in Persian and Hindi, and emoji, are written with them. */
const joiners = /\u200c|\u200d|[\ufe00-\ufe0f]/g;

/** Whether a text holds a character that its reader cannot see. */
export function holdsInvisible(text: string): boolean {
  return invisible.test(text);
}

/** A text without the invisible characters that a display name may hold. */
export function withoutJoiners(text: string): string {
  return text.replaceAll(joiners, '');
}
