import { streams } from '@sesame/email';
import * as z from 'zod';
import type { Call } from './api';
import { isAlias, plainVariables, type ServerTemplate, type TemplateContent } from './template-content';
import { declaredVariable } from './template-settings';

const page = z.object({
  has_more: z.boolean(),
  data: z.array(z.object({ id: z.uuid(), alias: z.nullable(z.string()) })),
});
const shown = z.object({
  name: z.string(),
  from: z.nullable(z.string()),
  reply_to: z.nullable(z.array(z.string())),
  stream: z.nullable(z.enum(streams)),
  subject: z.nullable(z.string()),
  html: z.string(),
  text: z.nullable(z.string()),
  variables: z.nullable(z.array(declaredVariable)),
  status: z.enum(['draft', 'published']),
  has_unpublished_versions: z.boolean(),
});
const saved = z.object({ id: z.uuid(), warnings: z.array(z.object({ message: z.string() })) });
const states = z.object({
  data: z.array(z.object({ version: z.int(), state: z.enum(['in_step', 'missing', 'changed']) })),
});

export type ServerTemplates = {
  templates: ServerTemplate[];
  /** How many have no alias that could name a folder; files know nothing of them. */
  unnamed: number;
};

/** Reads every template with an alias, with its draft. */
export async function readServer(call: Call): Promise<ServerTemplates> {
  const templates: ServerTemplate[] = [];
  let unnamed = 0;
  for await (const { id, alias } of listed(call)) {
    if (alias === null || !isAlias(alias)) unnamed += 1;
    else templates.push({ id, alias, ...(await readDraft(call, id)) });
  }
  return { templates, unnamed };
}

/** Every template on the server, whether files could hold it or not. */
export async function readNames(call: Call): Promise<{ id: string; alias: string | null }[]> {
  const names: { id: string; alias: string | null }[] = [];
  for await (const name of listed(call)) names.push(name);
  return names;
}

async function* listed(call: Call) {
  let after = '';
  for (;;) {
    const { data, has_more: hasMore } = page.parse(await call('GET', `/templates?limit=100${after}`));
    yield* data;
    const last = data.at(-1);
    if (!hasMore || !last) return;
    after = `&after=${last.id}`;
  }
}

async function readDraft(call: Call, id: string): Promise<Pick<ServerTemplate, 'content' | 'isPublished'>> {
  const { status, has_unpublished_versions: isNewer, ...content } = shown.parse(await call('GET', `/templates/${id}`));
  return {
    content: { ...content, variables: plainVariables(content.variables) },
    isPublished: status === 'published' && !isNewer,
  };
}

/** Creates a template, or replaces the content of the one with that id. Answers its id and what the API warns of. */
export async function saveTemplate(
  call: Call,
  template: { id?: string; alias: string; content: TemplateContent },
): Promise<{ id: string; warnings: string[] }> {
  const { id, alias, content } = template;
  const answer =
    id === undefined
      ? await call('POST', '/templates', { alias, ...content })
      : await call('PATCH', `/templates/${id}`, content);
  const { warnings, ...rest } = saved.parse(answer);
  return { ...rest, warnings: warnings.map(({ message }) => message) };
}

/** Has every version of a template compared with SES again, and put right where it differs. */
export async function repairInSes(call: Call, id: string): Promise<void> {
  await call('POST', `/templates/${id}/ses`);
}

/** Which of the ten newest versions SES does not hold as they were published. */
export async function sesDrift(call: Call, id: string): Promise<{ version: number; state: 'missing' | 'changed' }[]> {
  const { data } = states.parse(await call('GET', `/templates/${id}/ses?limit=10`));
  return data.flatMap(({ version, state }) => (state === 'in_step' ? [] : [{ version, state }]));
}
