import * as z from 'zod/mini';

/** Names with their values. A map, because a tag may be called `constructor`. */
export type Tags = ReadonlyMap<string, readonly string[]>;

/** Tags of a message or of a link. There are none where SES writes `null`, and a tag that is no list of texts is left out. */
export const tags = z.prefault(z.pipe(z.unknown(), z.transform(tagsOf)), {});

function tagsOf(value: unknown): Tags {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, string[]] => isTexts(entry[1])));
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
