import { limits } from './limits';
import { placeOf, type PartProblem } from './template-problem';

export type ScannedTags = { tags: number; characters: number; problems: PartProblem[] };

/**
 * Looks over the tags of a source as handlebars' lexer will cut them, before its parser spends time on them: how many, how
 * long, how deep, and whether each block is closed. Linear.
 */
export function scanTags(source: string): ScannedTags {
  const open: { name: string; at: number; levels: number }[] = [];
  let [tags, characters, depth, position] = [0, 0, 0, 0];
  const refused = (at: number, sentence: string) => ({
    tags,
    characters,
    problems: [{ ...placeOf(source, at), sentence }],
  });

  const nul = source.indexOf('\0');
  if (nul >= 0) return refused(nul, 'A template cannot hold the character NUL; remove it.');
  if (!source.isWellFormed()) {
    const half = source
      .toWellFormed()
      .split('')
      .findIndex((character, at) => character !== source[at]);
    return refused(half, 'Here stands half of a surrogate pair, which is no character; send well-formed Unicode.');
  }
  for (;;) {
    const at = source.indexOf('{{', position);
    if (at < 0) break;
    if (source[at - 1] === '\\' && source[at - 2] !== '\\') {
      position = at + 2;
      continue;
    }
    if (source.startsWith('{{{{', at)) return refused(at, 'Raw blocks are not supported; write \\{{ to show braces.');
    tags += 1;
    if (tags > limits.tags)
      return refused(at, `A template has at most ${limits.tags} tags; split it, or use {{#each}}.`);
    const end = endOfTag(source, at);
    if (end === undefined) return refused(at, unclosedTag(source, at));
    position = end;
    const tag = source.slice(at, end);
    if (comment.test(tag)) continue;
    characters += tag.length;
    if (characters > limits.tagCharacters) {
      return refused(at, `The tags of a template have at most ${limits.tagCharacters} characters together.`);
    }
    const name = nameIn(tag);
    if (opening.test(tag)) open.push({ name, at, levels: 1 });
    else if (chained.test(tag)) {
      const block = open.at(-1);
      if (!block) return refused(at, 'An {{else …}} belongs into a block; open {{#if …}} before it.');
      block.levels += 1;
    } else if (closing.test(tag)) {
      const block = open.pop();
      if (!block) return refused(at, `{{/${name}}} closes nothing; remove it, or open {{#${name}}} before it.`);
      depth -= block.levels;
      continue;
    } else continue;
    depth += 1;
    if (depth > limits.depth) return refused(at, `Blocks stand at most ${limits.depth} deep inside one another.`);
  }
  const unclosed = open.at(-1);
  if (unclosed) return refused(unclosed.at, `This block is never closed; write {{/${unclosed.name}}} after it.`);
  return { tags, characters, problems: [] };
}

const comment = /^\{\{~?!/;
const opening = /^\{\{~?(?:#|\^(?!\s*~?\}\}))/;
const chained = /^\{\{~?\s*else\b(?!\s*~?\}\})/;
const closing = /^\{\{~?\//;
const textOrEnd = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[(?:\\\]|[^\]])*\]|\}\}/g;

/** Quoted texts and names in brackets may hold braces; a comment that begins with `--` ends with it. */
function endOfTag(source: string, at: number): number | undefined {
  const mark = source[at + 2] === '~' ? at + 3 : at + 2;
  if (source[mark] === '!') {
    const ending = source.startsWith('--', mark + 1) ? /--~?\}\}/g : /\}\}/g;
    ending.lastIndex = mark + 1;
    return ending.exec(source) ? ending.lastIndex : undefined;
  }
  const within = source.slice(at, at + limits.tagLength + 1);
  textOrEnd.lastIndex = mark - at;
  for (let found = textOrEnd.exec(within); found; found = textOrEnd.exec(within)) {
    if (found[0] === '}}') return at + textOrEnd.lastIndex;
  }
  return undefined;
}

function unclosedTag(source: string, at: number): string {
  if (comment.test(source.slice(at, at + 4))) return 'This comment is never closed; write }} or --}} after it.';
  return source.indexOf('}}', at) < 0
    ? 'This tag is never closed; write }} after it, or \\{{ to show braces.'
    : `A tag has at most ${limits.tagLength} characters; this one is longer, or a quotation mark or bracket in it is not closed.`;
}

function nameIn(tag: string): string {
  return /^\{\{~?[#^/][*>]?\s*([^\s~}]*)/.exec(tag)?.[1] ?? '';
}
