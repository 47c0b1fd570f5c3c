import { isUuid } from '@sesame/email';
import type { StoredTemplate, PublishedVersion, TemplateContent } from './template';
import type { TemplateTable } from './template-table';

/** For tests: templates in memory, with the same conditions on their changes as the table. */
export function templatesInMemory(): TemplateTable & { all: () => StoredTemplate[] } {
  const templates = new Map<string, StoredTemplate>();
  const contents = new Map<string, TemplateContent>();
  const versions = new Map<string, PublishedVersion[]>();
  const ofConnection = (connection: string) => [...templates.values()].filter((one) => one.connection === connection);
  const versionsOf = (id: string) => versions.get(id) ?? [];

  return {
    all: () => [...templates.values()],
    find: async (name, connection) =>
      ofConnection(connection).find(({ id, alias }) => (isUuid(name) ? id === name.toLowerCase() : alias === name)),
    list: async ({ limit }, connection) => {
      const newestFirst = ofConnection(connection).sort((one, other) => (one.id < other.id ? 1 : -1));
      return { entries: newestFirst.slice(0, limit), hasMore: newestFirst.length > limit };
    },
    content: async (_template, versionId) => contents.get(versionId),
    versions: async ({ id }, { limit }) => {
      const newestFirst = [...versionsOf(id)].reverse();
      return { entries: newestFirst.slice(0, limit), hasMore: newestFirst.length > limit };
    },
    version: async ({ id }, version) => versionsOf(id).find((one) => one.version === version),
    save: async ({ before, after, content }) => {
      const id = after?.id ?? before?.id ?? '';
      if (templates.get(id)?.revision !== before?.revision) return 'changed';
      const others = ofConnection(after?.connection ?? '').filter((one) => one.id !== id);
      if (after?.alias !== undefined && others.some(({ alias }) => alias === after.alias)) return 'alias-taken';
      if (after) templates.set(id, after);
      else templates.delete(id);
      if (after && content) contents.set(after.draft.versionId, content);
      if (after?.published && after.lastVersion > (before?.lastVersion ?? 0)) {
        versions.set(id, [...versionsOf(id), after.published]);
      }
      return 'saved';
    },
  };
}
