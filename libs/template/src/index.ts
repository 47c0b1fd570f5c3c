export { mostPackedBytes, packTemplate } from './content-item';
export { publishedTemplates, type PublishedTemplate, type PublishedTemplates } from './published-templates';
export type { Saved, TemplateChange } from './save-template';
export { sesWorkTable, type SesWork, type SesWorkTable } from './ses-work';
export type { PublishedVersion, StoredTemplate, TemplateContent, TemplateVariable } from './template';
export { templateTable, type Edges, type Paged, type TemplateTable } from './template-table';
export { templatesInMemory } from './templates-in-memory';
