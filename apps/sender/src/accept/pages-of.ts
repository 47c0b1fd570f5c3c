/** Cuts a list into pages that each have at most so many entries and, but for one that is larger alone, so many bytes. */
export function pagesOf<Entry>(
  entries: readonly Entry[],
  most: { count: number; bytes: number },
  bytesOf: (entry: Entry) => number,
): Entry[][] {
  const pages: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const page = pages.at(-1);
    const size = bytesOf(entry);
    if (page && page.length < most.count && bytes + size <= most.bytes) {
      page.push(entry);
      bytes += size;
    } else {
      pages.push([entry]);
      bytes = size;
    }
  }
  return pages;
}
