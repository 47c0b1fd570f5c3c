import type { PublishedVersion, StoredTemplate } from '@sesame/template';

/** What an edit changes beside the content. */
export type NameChange = { name?: string | undefined; alias?: string | null | undefined };

/** The template after an edit. With a `versionId` its draft is a new content of that id. */
export function edited(
  template: StoredTemplate,
  { name, alias }: NameChange,
  { versionId, now }: { versionId: string | undefined; now: Date },
): StoredTemplate {
  const { alias: before, ...rest } = template;
  const after = alias === undefined ? before : (alias ?? undefined);
  return {
    ...rest,
    ...(after !== undefined && { alias: after }),
    name: name ?? template.name,
    draft: versionId === undefined ? template.draft : { versionId },
    revision: template.revision + 1,
    updatedAt: now,
  };
}

/**
 * The template after its draft was published: as a new version, or as the version that it is, where it was published before
 * and rolled back since. `undefined` where it is what is published.
 */
export function published(template: StoredTemplate, now: Date): StoredTemplate | undefined {
  const { draft, lastVersion } = template;
  if (draft.versionId === template.published?.versionId) return undefined;
  const version = draft.version ?? lastVersion + 1;
  return {
    ...template,
    draft: { versionId: draft.versionId, version },
    published: { version, versionId: draft.versionId, publishedAt: now },
    lastVersion: Math.max(lastVersion, version),
    revision: template.revision + 1,
    updatedAt: now,
  };
}

/** The template after an earlier version was published again; its draft stays. `undefined` where it is what is published. */
export function rolledBack(
  template: StoredTemplate,
  { version, versionId }: PublishedVersion,
  now: Date,
): StoredTemplate | undefined {
  if (template.published?.version === version) return undefined;
  return {
    ...template,
    published: { version, versionId, publishedAt: now },
    revision: template.revision + 1,
    updatedAt: now,
  };
}
