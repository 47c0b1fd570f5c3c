/** A stretch of text whose `*` and `?` are wildcards, or stand for themselves. */
export interface Run {
  text: string;
  wildcards: boolean;
}

type Token = string | { many: boolean; crossesColons: boolean };

/** Text that has to stand at the beginning, then what may vary. */
export interface Pattern {
  prefix: string;
  tokens: Token[];
}

/**
 * Which wildcards run past a colon. `text`: all, a colon is a character like any other. `arn`: none in the first five
 * parts of an ARN; in the sixth, the resource, colons are ordinary. `resource`: as `arn`, but a `*` that ends a part
 * may.
 */
export type Colons = 'text' | 'arn' | 'resource';

const PARTS_BEFORE_RESOURCE = 5;

/** Compiles text with wildcards: `*` is any number of characters, none included, `?` is exactly one. */
export function compilePattern(runs: Run[], colons: Colons): Pattern {
  const characters = runs.flatMap(({ text, wildcards }) =>
    Array.from(text, (character) => ({ character, wild: wildcards && (character === '*' || character === '?') })),
  );
  let part = 0;
  const tokens = characters.map(({ character, wild }, index): Token => {
    if (!wild) {
      if (character === ':') part += 1;
      return character;
    }
    const next = characters[index + 1]?.character;
    const endsPart = character === '*' && (next === undefined || next === ':');
    const crossesColons = colons === 'text' || part >= PARTS_BEFORE_RESOURCE || (colons === 'resource' && endsPart);
    return { many: character === '*', crossesColons };
  });
  const firstWild = characters.findIndex(({ wild }) => wild);
  const fixed = firstWild === -1 ? characters.length : firstWild;
  const prefix = characters.slice(0, fixed).map(({ character }) => character);
  return { prefix: prefix.join(''), tokens: tokens.slice(fixed) };
}

/** Whether the whole text fits. Takes at most the product of both lengths in time, whatever the pattern. */
export function matchesPattern({ prefix, tokens }: Pattern, text: string): boolean {
  if (tokens.length === 0) return text === prefix;
  if (!text.startsWith(prefix)) return false;
  const [only] = tokens;
  if (tokens.length === 1 && typeof only === 'object' && only.many && only.crossesColons) return true;
  return matchesTokens(tokens, text.slice(prefix.length));
}

/** Keeps, for each number of tokens, whether that many of them fit the text read so far. */
function matchesTokens(tokens: Token[], text: string): boolean {
  const fits = [true];
  tokens.forEach((token, index) => fits.push(fits[index] === true && isMany(token)));
  for (const character of text) {
    let fittedBefore = fits[0] === true;
    fits[0] = false;
    tokens.forEach((token, index) => {
      const fitted = fits[index + 1] === true;
      const takesIt = takes(token, character);
      fits[index + 1] = isMany(token) ? fits[index] === true || (fitted && takesIt) : fittedBefore && takesIt;
      fittedBefore = fitted;
    });
  }
  return fits[tokens.length] === true;
}

function isMany(token: Token): boolean {
  return typeof token === 'object' && token.many;
}

function takes(token: Token, character: string): boolean {
  return typeof token === 'string' ? token === character : token.crossesColons || character !== ':';
}
