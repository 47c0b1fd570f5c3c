import { streams } from '@sesame/email';
import { declaredTypes } from '@sesame/rendering';
import * as z from 'zod';
import { FileError } from './file-problem';
import { plainVariables, type TemplateContent } from './template-content';

/** What stands in `template.json`. */
export type TemplateSettings = Pick<TemplateContent, 'name' | 'from' | 'reply_to' | 'stream' | 'variables'>;

const trimmed = z.string().check(z.trim());
export const declaredVariable = z.object({
  key: z.string(),
  type: z.enum(declaredTypes),
  fallback_value: z.optional(z.unknown()),
});
const schema = z.strictObject({
  name: trimmed,
  from: z.nullish(trimmed),
  reply_to: z.nullish(z.union([trimmed, z.array(trimmed)])),
  stream: z.nullish(z.enum(streams)),
  variables: z.nullish(z.array(z.strictObject(declaredVariable.shape))),
});

/** @throws FileError, where it is not JSON or holds something else than settings */
export function parseSettings(file: string, text: string): TemplateSettings {
  const parsed = schema.safeParse(parseJson(file, text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const member = issue?.path.join('.') ?? '';
    throw new FileError({
      file,
      sentence: `${member === '' ? '' : `${member}: `}${issue?.message ?? 'Invalid input'}`,
    });
  }
  const { name, from, reply_to: replyTo, stream, variables } = parsed.data;
  return {
    name,
    from: from ?? null,
    reply_to: typeof replyTo === 'string' ? [replyTo] : (replyTo ?? null),
    stream: stream ?? null,
    variables: plainVariables(variables),
  };
}

/** `template.json`, the same for the same settings. */
export function settingsText({ name, from, reply_to, stream, variables }: TemplateSettings): string {
  const present = Object.entries({ name, from, reply_to, stream, variables }).filter(([, value]) => value !== null);
  return `${JSON.stringify(Object.fromEntries(present), null, 2)}\n`;
}

/** @throws FileError, where it is not JSON */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileError({ file, sentence: error instanceof Error ? error.message : 'This is not JSON.' });
  }
}
