import type { Stream } from '@sesame/email';
import type { DeclaredVariable } from '@sesame/rendering';
import { isDeepStrictEqual } from 'node:util';

/** What of a template is kept in files, named as the API names it. Null is none. */
export type TemplateContent = {
  name: string;
  from: string | null;
  reply_to: string[] | null;
  stream: Stream | null;
  subject: string | null;
  html: string;
  text: string | null;
  variables: DeclaredVariable[] | null;
};

export type ContentField = keyof TemplateContent;

/** In the order in which people read them. */
export const contentFields = ['name', 'from', 'reply_to', 'stream', 'variables', 'subject', 'html', 'text'] as const;

/** A template as its folder holds it; its alias is the folder's name. */
export type LocalTemplate = { alias: string; content: TemplateContent; isMjml: boolean; sample?: unknown };

/** A template as the API holds it: its draft. */
export type ServerTemplate = {
  id: string;
  alias: string;
  content: TemplateContent;
  /** Whether e-mails are made from this draft. */
  isPublished: boolean;
};

/** Aliases as the API takes them. Nothing else becomes the name of a folder. */
export const isAlias = (text: string) => /^[A-Za-z0-9_-]{1,100}$/.test(text);

/** The fields in which two contents differ. */
export function changedFields(one: TemplateContent, other: TemplateContent): ContentField[] {
  return contentFields.filter((field) => !isDeepStrictEqual(one[field], other[field]));
}

/** Variables with what says nothing left out: no declarations are none, and so is a fallback that is null. */
export function plainVariables(variables: readonly DeclaredVariable[] | null | undefined): DeclaredVariable[] | null {
  if (!variables || variables.length === 0) return null;
  return variables.map(({ key, type, fallback_value: fallback }) => ({
    key,
    type,
    ...(fallback !== undefined && fallback !== null && { fallback_value: fallback }),
  }));
}
