import { holdsEncodedWord } from './encoded-word';
import { forbiddenCharacterIn, forbiddenCharacters } from './forbidden-character';
import type { Refusal } from './refusal';

const maximumLength = 998;

const subjectRefusals = {
  empty: 'A subject must not be empty.',
  too_long: `A subject has at most ${maximumLength} characters.`,
  encoded_word: 'Write the subject as plain text; it is encoded for you.',
  ...forbiddenCharacters,
} as const satisfies Record<string, string>;

export type SubjectRefusal = keyof typeof subjectRefusals;

/** Every reason to refuse a subject. */
export const subjectReasons = Object.keys(subjectRefusals);

/**
 * Why a text cannot be a subject, or `undefined`. Any script and emoji may stand in it. Its length is counted in UTF-16
 * units: 998 is what a line of a message may hold (RFC 5322 section 2.1.1).
 */
export function subjectProblem(subject: string): Refusal<SubjectRefusal> | undefined {
  const reason = reasonAgainst(subject);
  return reason && { reason, sentence: subjectRefusals[reason] };
}

function reasonAgainst(subject: string): SubjectRefusal | undefined {
  if (subject.length > maximumLength) return 'too_long';
  if (subject.trim() === '') return 'empty';
  return forbiddenCharacterIn(subject) ?? (holdsEncodedWord(subject) ? 'encoded_word' : undefined);
}
