import type { PublishedVersion, StoredTemplate, TemplateContent } from '@sesame/template';

/** What an edit changes beside the content. */
export type NameChange = { name?: string | undefined; alias?: string | null | undefined };

/** When something is published, and by whom (`actorOf`). */
export type Publishing = { now: Date; by: string };

/** A draft that was not published yet, with what lists show of its content. */
export function draftOf(versionId: string, { stream }: TemplateContent): StoredTemplate['draft'] {
  return { versionId, ...(stream && { stream }) };
}

/** The template after an edit; `draft` is there where the edit changed the content. */
export function edited(
  template: StoredTemplate,
  { name, alias }: NameChange,
  { draft, now }: { draft?: StoredTemplate['draft']; now: Date },
): StoredTemplate {
  const { alias: before, ...rest } = template;
  const after = alias === undefined ? before : (alias ?? undefined);
  return {
    ...rest,
    ...(after !== undefined && { alias: after }),
    name: name ?? template.name,
    draft: draft ?? template.draft,
    revision: template.revision + 1,
    updatedAt: now,
  };
}

/**
 * The template after its draft was published: as a new version, or as the version that it is, where it was published before
 * and rolled back since. `undefined` where it is what is published.
 */
export function published(template: StoredTemplate, { now, by }: Publishing): StoredTemplate | undefined {
  const { draft, lastVersion } = template;
  if (draft.versionId === template.published?.versionId) return undefined;
  const version = draft.version ?? lastVersion + 1;
  return {
    ...template,
    draft: { ...draft, version },
    published: { version, versionId: draft.versionId, publishedAt: now, publishedBy: by },
    lastVersion: Math.max(lastVersion, version),
    revision: template.revision + 1,
    updatedAt: now,
  };
}

/** The template after an earlier version was published again; its draft stays. `undefined` where it is what is published. */
export function rolledBack(
  template: StoredTemplate,
  { version, versionId }: PublishedVersion,
  { now, by }: Publishing,
): StoredTemplate | undefined {
  if (template.published?.version === version) return undefined;
  return {
    ...template,
    published: { version, versionId, publishedAt: now, publishedBy: by },
    revision: template.revision + 1,
    updatedAt: now,
  };
}
