import { defaultTreeAdapter, parseFragment, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Place = { line: number; column: number };

/** Where the images without an `alt` attribute stand, as a browser reads the HTML. Lines and columns count from 1. */
export function imagesWithoutAlt(html: string): Place[] {
  const places: Place[] = [];
  const waiting: Node[] = [parseFragment(html, { sourceCodeLocationInfo: true })];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (defaultTreeAdapter.isElementNode(node)) {
      const { tagName, attrs, sourceCodeLocation } = node;
      if (tagName === 'img' && !attrs.some(({ name }) => name === 'alt')) {
        places.push({ line: sourceCodeLocation?.startLine ?? 1, column: sourceCodeLocation?.startCol ?? 1 });
      }
    }
    if ('childNodes' in node) waiting.push(...[...node.childNodes].reverse());
  }
  return places;
}
