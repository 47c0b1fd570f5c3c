import { asciiDomain } from '@sesame/email';
import { MalformedEventError } from '@sesame/events';

/** SES's own are some sixty letters, digits and hyphens. */
const id = /^[!-"$-~]{1,80}$/;
/** The longest that AWS documents has 25 characters. */
const longestWord = 40;
const longestName = 64;
const longestDomain = 100;
const longestOrigin = 100;

/**
 * An id as SES makes them, so that it fits a key.
 * @throws MalformedEventError
 */
export function idIn(where: string, text: string): string {
  if (!id.test(text)) throw new MalformedEventError(where, 'is no id of SES');
  return text;
}

/** A word of SES's vocabulary, as it is; of anything else, as much as fits and does no harm. */
export function wordIn(text: string | undefined): string | undefined {
  return text?.slice(0, longestWord).replace(/[^ -~]/g, '?');
}

/** A name that somebody gave, of a configuration set, a template or a tag's value: as much as fits and does no harm. */
export function nameIn(text: string | undefined): string | undefined {
  return text?.slice(0, longestName).replace(/[^ -~]/g, '?');
}

/** A domain in its lower-cased, ASCII form, where it is one and not longer than they are. */
export function domainIn(text: string | undefined): string | undefined {
  return text === undefined || text.length > longestDomain ? undefined : asciiDomain(text);
}

/** An enhanced status code, such as `5.1.1`, where it is one and no sentence. */
export function statusIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[245]\.\d{1,3}\.\d{1,3}$/.test(text) ? text : undefined;
}

/** Where a link leads, without what it says there; undefined for what leads to no host. */
export function originIn(link: string): string | undefined {
  const origin = URL.canParse(link) ? new URL(link).origin : 'null';
  return origin === 'null' || origin.length > longestOrigin ? undefined : origin;
}
