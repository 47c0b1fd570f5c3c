/** A link of a message that leads over SES, so that following it becomes an event. */
export interface TrackedLink {
  /** As the sender meant it, its character references decoded. */
  url: string;
  /** From the attribute `ses:tags`; null without one, as SES writes it (observed). */
  tags: Record<string, string[]> | null;
}

/** Links that one message is tracked by (AWS documentation: "Service quotas in Amazon SES"). */
const maxTrackedLinks = 250;

const anchor = /<a\s(?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/gi;
const attribute = /\s([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/g;

/**
 * Finds the links of an HTML text that SES tracks, in order: those to the web, without the attribute `ses:no-track`
 * (AWS documentation: "Amazon SES email sending metrics FAQs"). `hrefOf` says what takes the place of each, counted from 1.
 * That the attributes of SES are taken out of the message is unverified.
 */
export function trackLinks(html: string, hrefOf: (number: number) => string): { html: string; links: TrackedLink[] } {
  const links: TrackedLink[] = [];
  const rewritten = html.replace(anchor, (tag) => {
    const link = trackedLinkOf(tag);
    const isTracked = link !== undefined && links.length < maxTrackedLinks;
    if (isTracked) links.push(link);
    return tag.replace(attribute, (whole, name: string) => {
      if (/^ses:(no-track|tags)$/i.test(name)) return '';
      return isTracked && name.toLowerCase() === 'href' ? ` href="${hrefOf(links.length)}"` : whole;
    });
  });
  return { html: rewritten, links };
}

function trackedLinkOf(tag: string): TrackedLink | undefined {
  const attributes = new Map(
    [...tag.matchAll(attribute)].map(([, name = '', value = '']) => [name.toLowerCase(), unquoted(value)]),
  );
  const url = attributes.get('href')?.trim() ?? '';
  if (attributes.has('ses:no-track') || !/^https?:\/\//i.test(url)) return undefined;
  const tags = attributes.get('ses:tags');
  return { url, tags: tags === undefined ? null : tagsOf(tags) };
}

/** `category:books;section:footer;`: a name that stands there twice has both values. */
function tagsOf(text: string): Record<string, string[]> {
  const tags = new Map<string, string[]>();
  for (const pair of text.split(';')) {
    const [name = '', ...value] = pair.split(':');
    if (value.length > 0) tags.set(name.trim(), [...(tags.get(name.trim()) ?? []), value.join(':').trim()]);
  }
  return Object.fromEntries(tags);
}

const characters: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
};

function unquoted(value: string): string {
  const text = /^["']/.test(value) ? value.slice(1, -1) : value;
  return text.replace(
    /&(amp|lt|gt|quot|apos|#39|#x27);/gi,
    (whole, name: string) => characters[name.toLowerCase()] ?? whole,
  );
}
