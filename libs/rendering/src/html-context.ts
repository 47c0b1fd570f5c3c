/**
 * Where in HTML a place is, as far as it matters to what is put there: a reading of the tokenizer of the HTML standard
 * (section 13.2.5) that knows texts, tags, attributes, comments, `script` and `style`.
 */
export type HtmlContext = {
  readonly at: 'text' | 'tag name' | 'in tag' | 'attribute name' | 'after name' | 'before value' | 'value' | 'comment';
  /** The element whose tag this is, or, in text, `script` or `style` where their content is not HTML. */
  readonly element: string;
  readonly attribute: string;
  /** Around the value of an attribute: empty is none. */
  readonly quote: '' | '"' | "'";
  /** In a value: only white space so far. In text: how much of `<`, `</`, `<!--` has been read; in a comment, of `-->`. */
  readonly begun: string;
};

export const outsideOfTags: HtmlContext = { at: 'text', element: '', attribute: '', quote: '', begun: '' };

const isSpace = (character: string) => /[\t\n\f\r ]/.test(character);
const isLetter = (character: string) => /[a-z]/i.test(character);
const longestName = 64;
const extended = (name: string, character: string) => (name + character.toLowerCase()).slice(0, longestName);

/** Where the end of a content is, when its beginning is at `context`. Linear. */
export function afterContent(context: HtmlContext, content: string): HtmlContext {
  let now = context;
  for (let at = 0; at < content.length; at += 1) {
    if (now.at === 'text' && now.begun === '') {
      const next = content.indexOf('<', at);
      if (next < 0) return now;
      at = next;
    }
    now = afterCharacter(now, content.charAt(at));
  }
  return now;
}

/** Where the end of a value is that is not known yet. It may be empty: then it is where it began. */
export function afterValue(context: HtmlContext): HtmlContext {
  if (context.at === 'text' && isAtTagName(context)) return { ...context, at: 'tag name', begun: '' };
  if (context.at === 'text' || context.at === 'comment') return { ...context, begun: '' };
  if (context.at === 'before value') return { ...context, at: 'value', begun: 'x' };
  if (context.at === 'value') return { ...context, begun: 'x' };
  return context;
}

/** Whether what stands here becomes the name of a tag. */
export function isAtTagName({ at, element, begun }: HtmlContext): boolean {
  return at === 'text' && element === '' && (begun === '<' || begun === '</');
}

function afterCharacter(now: HtmlContext, character: string): HtmlContext {
  switch (now.at) {
    case 'text':
      return inText(now, character);
    case 'comment':
      return inComment(now, character);
    case 'tag name':
      if (isSpace(character) || character === '/') return { ...now, at: 'in tag', attribute: '' };
      return character === '>' ? afterTag(now) : { ...now, element: extended(now.element, character) };
    case 'in tag':
      if (character === '>') return afterTag(now);
      if (isSpace(character) || character === '/') return now;
      return { ...now, at: 'attribute name', attribute: extended('', character) };
    case 'attribute name':
    case 'after name':
      return inName(now, character);
    case 'before value':
      if (isSpace(character)) return now;
      if (character === '"' || character === "'") return { ...now, at: 'value', quote: character, begun: '' };
      return character === '>' ? afterTag(now) : { ...now, at: 'value', quote: '', begun: character };
    case 'value':
      return inValue(now, character);
  }
}

function inText(now: HtmlContext, character: string): HtmlContext {
  const begun = now.begun + character.toLowerCase();
  if (begun === '<' || begun === '</') return { ...now, begun };
  if (now.element !== '') return inRawText(now, begun);
  if (begun === '<!' || begun === '<!-') return { ...now, begun };
  if (begun === '<!--') return { ...now, at: 'comment', begun: '' };
  if (begun.startsWith('<!') || begun === '<?') return { ...now, at: 'tag name', element: '!', begun: '' };
  if (isLetter(character)) {
    return { ...now, at: 'tag name', element: now.begun === '</' ? `/${begun.slice(2)}` : begun.slice(1), begun: '' };
  }
  return { ...now, begun: character === '<' ? '<' : '' };
}

/** The content of `script` and `style` ends with their closing tag and nothing else. */
function inRawText(now: HtmlContext, begun: string): HtmlContext {
  const ending = `</${now.element}`;
  if (begun === ending) return { ...now, at: 'tag name', element: `/${now.element}`, begun: '' };
  if (ending.startsWith(begun)) return { ...now, begun };
  return { ...now, begun: begun.endsWith('<') ? '<' : '' };
}

function inComment(now: HtmlContext, character: string): HtmlContext {
  if (character === '>' && now.begun === '--') return outsideOfTags;
  if (character === '-') return { ...now, begun: now.begun === '' ? '-' : '--' };
  return now.begun === '' ? now : { ...now, begun: '' };
}

function inName(now: HtmlContext, character: string): HtmlContext {
  if (character === '>') return afterTag(now);
  if (character === '=') return { ...now, at: 'before value' };
  if (character === '/') return { ...now, at: 'in tag', attribute: '' };
  if (isSpace(character)) return { ...now, at: 'after name' };
  const before = now.at === 'after name' ? '' : now.attribute;
  return { ...now, at: 'attribute name', attribute: extended(before, character) };
}

function inValue(now: HtmlContext, character: string): HtmlContext {
  if (now.quote !== '') {
    if (character === now.quote) return { ...now, at: 'in tag', attribute: '', quote: '', begun: '' };
    return now.begun === '' && !isSpace(character) ? { ...now, begun: 'x' } : now;
  }
  if (character === '>') return afterTag(now);
  if (isSpace(character)) return { ...now, at: 'in tag', attribute: '', begun: '' };
  return now;
}

function afterTag({ element }: HtmlContext): HtmlContext {
  return element === 'script' || element === 'style' ? { ...outsideOfTags, element } : outsideOfTags;
}
