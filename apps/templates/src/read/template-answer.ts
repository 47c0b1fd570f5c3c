import type { PublishedVersion, StoredTemplate, TemplateContent } from '@sesame/template';

/** A template as a list shows it. */
export function listedTemplate({ id, name, alias, draft, published, createdAt, updatedAt }: StoredTemplate) {
  return {
    id,
    name,
    alias: alias ?? null,
    stream: draft.stream ?? null,
    status: published ? ('published' as const) : ('draft' as const),
    published_at: published?.publishedAt.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

/** A template with its draft. */
export function shownTemplate(template: StoredTemplate, content: TemplateContent) {
  const { draft, published } = template;
  return {
    object: 'template' as const,
    ...listedTemplate(template),
    ...shownContent(content),
    has_unpublished_versions: draft.versionId !== published?.versionId,
    current_version_id: draft.versionId,
    published_version: published?.version ?? null,
    published_by: published?.publishedBy ?? null,
  };
}

export function shownVersion(
  { version, versionId, publishedAt, publishedBy }: PublishedVersion,
  template: StoredTemplate,
) {
  return {
    id: versionId,
    version,
    published_at: publishedAt.toISOString(),
    published_by: publishedBy ?? null,
    is_published: template.published?.version === version,
  };
}

/** The `resend` client knows templates with HTML only, and expects a text there. */
export function shownContent({ subject, html, text, from, replyTo, stream, variables }: TemplateContent) {
  return {
    subject: subject ?? null,
    html: html ?? '',
    text: text ?? null,
    from: from ?? null,
    reply_to: replyTo.length > 0 ? replyTo : null,
    stream: stream ?? null,
    variables: variables.length > 0 ? variables : null,
  };
}
