import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text of a case: written out, or `begin`, `repeat` so many times, `end`. */
export type CaseText = string | { begin: string; repeat: string; times: number; end: string };

/** For tests: one hostile or unusual input and its verdict. The name is a sentence or what could stand in one. */
export type Case<Input, Accepted> = { name: string; input: Input; verdict: Accepted | { refused: string } };

export type MailboxCase = Case<CaseText, { accepted: string; displayName?: string }>;
export type SubjectCase = Case<CaseText, 'accepted'>;
export type NameAndValueCase = Case<{ name: CaseText; value: CaseText }, 'accepted'>;

/** For tests: the cases of `cases/<file>.json`. */
export function casesOf<Each>(file: string): Each[] {
  return JSON.parse(readFileSync(join(__dirname, '..', 'cases', `${file}.json`), 'utf8')) as Each[];
}

/** The text that a case means. */
export function textOf(text: CaseText): string {
  return typeof text === 'string' ? text : `${text.begin}${text.repeat.repeat(text.times)}${text.end}`;
}
