import type { Refusal } from '@sesame/email';
import { unsupportedExtensions } from './unsupported-extensions';

/** AWS documentation: SES API v2, Attachment. */
const mostCharacters = 255;
/** Controls, line separators, halves of pairs, and what changes the direction of text; joiners belong to words and emoji. */
const invisible = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/** Why a file cannot be called this: what a recipient's computer could read as another place, another name or a program. */
export function fileNameProblem(name: string): Refusal | undefined {
  if (name === '') return { reason: 'empty', sentence: 'A file needs a name.' };
  if (name.length > mostCharacters)
    return { reason: 'too_long', sentence: `A file name must have at most ${mostCharacters} characters.` };
  if (invisible.test(name) || !name.isWellFormed())
    return { reason: 'control_character', sentence: 'A file name must not hold characters that are not seen.' };
  if (/[/\\:]/.test(name)) return { reason: 'path', sentence: 'A file name must not hold /, \\ or :.' };
  // Windows drops dots and spaces at the end, so what stands before them would become the extension.
  if (/^\s|[\s.]$/.test(name))
    return { reason: 'edge', sentence: 'A file name must not begin with a space, or end with a space or a dot.' };
  const extension = extensionOf(name);
  if (unsupportedExtensions.has(extension))
    return { reason: 'unsupported_extension', sentence: `SES takes no attachment that ends in .${extension}.` };
  return undefined;
}

/** What stands after the last dot, in lower case; dots of other scripts count, since somebody may fold them. */
export function extensionOf(name: string): string {
  const folded = name.normalize('NFKC');
  return folded.includes('.') ? folded.slice(folded.lastIndexOf('.') + 1).toLowerCase() : '';
}
