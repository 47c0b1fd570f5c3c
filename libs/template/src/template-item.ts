import { streams, type Connection } from '@sesame/email';
import * as z from 'zod/mini';
import type { PublishedVersion, StoredTemplate } from './template';
import { aliasKey, templateKey, versionKey } from './template-key';

const publishedItem = z.object({
  version: z.number(),
  version_id: z.string(),
  published_at: z.iso.datetime(),
  published_by: z.optional(z.string()),
});

const templateItem = z.object({
  id: z.string(),
  name: z.string(),
  alias: z.optional(z.string()),
  revision: z.number(),
  draft: z.object({
    version_id: z.string(),
    version: z.optional(z.number()),
    stream: z.optional(z.enum(streams)),
  }),
  published: z.optional(publishedItem),
  last_version: z.number(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

/** What a template's own item and that of its alias have in common: enough to send by. */
const namedItem = z.object({ id: z.string(), published: z.optional(publishedItem) });

export function toTemplateItem(template: StoredTemplate) {
  const { id, name, alias, revision, draft, published, lastVersion, createdAt, updatedAt } = template;
  return {
    ...templateKey(template),
    id,
    name,
    alias,
    revision,
    draft: { version_id: draft.versionId, version: draft.version, stream: draft.stream },
    published: published && toPublished(published),
    last_version: lastVersion,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

export function fromTemplateItem(item: unknown, connection: Connection): StoredTemplate {
  const { id, name, alias, revision, draft, published, last_version, created_at, updated_at } =
    templateItem.parse(item);
  return {
    connection,
    id,
    name,
    ...(alias !== undefined && { alias }),
    revision,
    draft: {
      versionId: draft.version_id,
      ...(draft.version !== undefined && { version: draft.version }),
      ...(draft.stream && { stream: draft.stream }),
    },
    ...(published && { published: fromPublished(published) }),
    lastVersion: last_version,
    createdAt: new Date(created_at),
    updatedAt: new Date(updated_at),
  };
}

/** The item of an alias repeats what is published, so that sending by it reads one item, as sending by the id does. */
export function toAliasItem(template: StoredTemplate, alias: string) {
  const { id, published } = template;
  return { ...aliasKey(template, alias), id, published: published && toPublished(published) };
}

export function fromNamedItem(item: unknown): { id: string; published?: PublishedVersion } {
  const { id, published } = namedItem.parse(item);
  return { id, ...(published && { published: fromPublished(published) }) };
}

export function toVersionItem(template: StoredTemplate, version: PublishedVersion) {
  return { ...versionKey(template, version.version), ...toPublished(version) };
}

export function fromVersionItem(item: unknown): PublishedVersion {
  return fromPublished(publishedItem.parse(item));
}

function toPublished({ version, versionId, publishedAt, publishedBy }: PublishedVersion) {
  return { version, version_id: versionId, published_at: publishedAt.toISOString(), published_by: publishedBy };
}

function fromPublished(item: z.output<typeof publishedItem>): PublishedVersion {
  const { version, version_id, published_at, published_by } = item;
  return {
    version,
    versionId: version_id,
    publishedAt: new Date(published_at),
    ...(published_by !== undefined && { publishedBy: published_by }),
  };
}
