import { parseMailbox, subjectProblem, type Connection, type Stream } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import type { PublishedTemplate, PublishedTemplates } from '@sesame/template';
import { unsubscribeUrl } from '../unsubscribe-token';
import { isDraft, isRefusal, type AskedDraft, type Draft, type FixedVersion, type Prepared } from './draft';
import type { WrittenMailbox } from './email-request';
import type { AskedEmail, IncomingEmail } from './incoming-email';
import type { TemplateWish } from './template-wish';

export type FillInParts = {
  templates: PublishedTemplates;
  /** Where the API is reached from outside, for the link to unsubscribe. */
  apiUrl: string;
};

/**
 * Makes whole e-mails of what was asked for: one by a template gets its content, and its sender, subject and reply addresses
 * where it names none. Which version a template is made from is found out once for all, or known from before.
 */
export function fillIn({ templates, apiUrl }: FillInParts) {
  return async (asked: readonly (AskedDraft | ApiError)[]): Promise<Prepared[]> => {
    const found = new Map<string, Promise<PublishedTemplate>>();
    const find = (name: string, connection: Connection, fixed: FixedVersion | undefined) => {
      const before = found.get(name);
      if (before) return before;
      const looking = fixed ? versionOf(templates, connection, fixed) : publishedOf(templates, connection, name);
      found.set(name, looking);
      return looking;
    };

    const prepared: Prepared[] = [];
    for (const one of asked) {
      if (!isDraft(one)) {
        prepared.push(one);
        continue;
      }
      try {
        const { template: wish } = one.request;
        const template = wish && (await find(wish.name, one.holder.connection, one.template));
        prepared.push(
          template ? await byTemplate(one, wish, template, apiUrl) : { ...one, request: whole(one.request) },
        );
      } catch (error) {
        if (!isRefusal(error)) throw error;
        prepared.push(error);
      }
    }
    return prepared;
  };
}

async function byTemplate(
  draft: AskedDraft,
  wish: TemplateWish,
  template: PublishedTemplate,
  apiUrl: string,
): Promise<Draft> {
  requireStream(template, draft.request.stream);
  // Most e-mail is sent without a template, and need not wait for what renders them.
  const { renderPublished } = await import('./render-published');
  const { request, unsubscribeToken: secret } = draft;
  const link = secret === undefined ? undefined : unsubscribeUrl(apiUrl, { id: draft.id, secret });
  const { subject, html, text } = renderPublished(template, wish.variables, link);
  const { id, version, versionId, content } = template;
  const filled = whole({
    ...request,
    from: request.from ?? storedMailbox(content.from),
    subject: request.subject ?? subject,
    replyTo: request.replyTo.length > 0 ? request.replyTo : content.replyTo.flatMap((one) => storedMailbox(one) ?? []),
    content: { html, text },
  });
  return { ...draft, request: filled, template: { id, version, versionId } };
}

/** @throws ApiError `validation_error` for a template that its author made for another stream */
function requireStream({ content: { stream: said } }: PublishedTemplate, stream: Stream): void {
  if (said === undefined || said === stream) return;
  const message = `This template is for ${said} mail, and the e-mail is ${stream}: send it with the header "Sesame-Stream: ${said}".`;
  throw new ApiError('validation_error', message, { field: 'template.id', reason: 'other_stream' });
}

/** @throws ApiError `validation_error` where a template says no more of the sender or the subject than its e-mail */
function whole({ from, subject, ...rest }: AskedEmail): IncomingEmail {
  if (!from) throw missing('from');
  if (subject === undefined) throw missing('subject');
  const problem = subjectProblem(subject);
  if (problem) {
    const message = `"subject": ${problem.sentence}`;
    throw new ApiError('validation_error', message, { field: 'subject', reason: problem.reason });
  }
  return { ...rest, from, subject };
}

function missing(field: 'from' | 'subject'): ApiError {
  const message = `"${field}" is missing: neither the e-mail nor its template says it.`;
  return new ApiError('validation_error', message, { field });
}

function storedMailbox(text: string | undefined): WrittenMailbox | undefined {
  const parsed = text === undefined ? undefined : parseMailbox(text);
  return parsed?.ok && text !== undefined ? { text, mailbox: parsed.mailbox } : undefined;
}

async function publishedOf(templates: PublishedTemplates, connection: Connection, name: string) {
  const template = await templates.find(name, connection);
  if (template === 'unknown') {
    const message = '"template.id" is the id or alias of no template. GET /templates lists them.';
    throw new ApiError('validation_error', message, { field: 'template.id' });
  }
  if (template === 'unpublished') {
    const message = 'The template has no published version; publish it with POST /templates/{id}/publish first.';
    throw new ApiError('template_not_published', message, { field: 'template.id' });
  }
  return template;
}

async function versionOf(templates: PublishedTemplates, connection: Connection, fixed: FixedVersion) {
  const content = await templates.content(fixed, connection);
  if (content) return { ...fixed, content };
  throw new ApiError('application_error', 'The template was removed while this batch was at work.', {
    retryAfterSeconds: 60,
  });
}
