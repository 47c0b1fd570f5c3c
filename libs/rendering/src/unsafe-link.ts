/** Characters that browsers drop from the beginning of an address, or from within it (WHATWG URL, section 4.4). */
const dropped = /^[\0-\x20]+|[\t\n\r]/g;
const scheme = /^([a-z][a-z0-9+.-]*):/i;
const safeSchemes = ['http', 'https', 'mailto', 'tel', 'sms', 'cid'];
/** What stands before the beginning of an attribute's value; behind a value that is not empty another begins nothing. */
const begins = /[\s"'=]/;
/** More than any scheme is long, with what stands before it. */
const enough = 200;

/**
 * Whether rendered HTML holds, from `offset` on, the address of a link that could run code or hold a document of its own:
 * any scheme but those of the web, mail and telephone, and of attached images. An address without a scheme is none of these.
 */
export function isUnsafeLink(html: string, offset: number): boolean {
  if (!begins.test(html.charAt(offset - 1))) return false;
  const address = withoutReferences(html.slice(offset, offset + enough)).replace(dropped, '');
  const [, named] = scheme.exec(address) ?? [];
  return named !== undefined && !safeSchemes.includes(named.toLowerCase());
}

/** As a browser reads the references by which a colon, a letter or white space can be hidden in the template's own text. */
function withoutReferences(html: string): string {
  return html
    .replace(/&#x([0-9a-f]{1,6});?|&#(\d{1,7});?/gi, (_, hex?: string, decimal?: string) => characterOf(hex, decimal))
    .replace(/&colon;/g, ':')
    .replace(/&(?:Tab|NewLine);/g, '');
}

function characterOf(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
