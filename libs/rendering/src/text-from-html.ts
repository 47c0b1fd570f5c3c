import { compile, type HtmlToTextOptions } from 'html-to-text';
import { limits } from './limits';

const heading = { options: { uppercase: false } };
const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: limits.depthForText, ellipsis: '' },
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    { selector: 'img', format: 'skip' },
    // Mail is laid out with tables: rows are lines, and cells stand apart.
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
};
const convert = compile(options);

/** Whether HTML is small enough for a text to be derived from it within the budget. */
export function canBecomeText(html: string): boolean {
  const elements = html.match(/<[a-z]/gi)?.length ?? 0;
  return html.length <= limits.htmlForText && elements <= limits.elementsForText;
}

/** The text of an HTML part, for readers that show no HTML. Links are kept as `text (address)`, pictures are left out. */
export function textFromHtml(html: string): string {
  return convert(html).replace(/[ \t]+$/gm, '');
}
