import type { PublishedTemplates, PublishedTemplate } from '@sesame/template';

/** For tests: published templates by name; of those named `draft` nothing is published. Counts what it was asked. */
export function templatesInMemory(published: Record<string, PublishedTemplate> = {}) {
  const asked: string[] = [];
  const templates: PublishedTemplates = {
    find: async (name) => {
      asked.push(name);
      return published[name] ?? (name === 'draft' ? 'unpublished' : 'unknown');
    },
    content: async ({ versionId }) => {
      asked.push(versionId);
      return Object.values(published).find((one) => one.versionId === versionId)?.content;
    },
  };
  return { ...templates, asked };
}
