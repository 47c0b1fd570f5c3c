import { unsubscribeLinkProblem, variablesOf, type Template } from '@sesame/rendering';
import type { TemplateContent } from '@sesame/template';
import { imagesWithoutAlt } from './images-without-alt';

/** Something that a person should look at, and that does not hinder saving. Lines and columns count from 1. */
export type ContentWarning = {
  field: 'subject' | 'html' | 'text' | 'variables';
  kind: string;
  message: string;
  line?: number;
  column?: number;
};

/** What a person should look at in a content that can be saved. */
export function contentWarnings({ html, stream, variables }: TemplateContent, template: Template): ContentWarning[] {
  const ofStream = unsubscribeLinkProblem(template, stream);
  return [
    ...(ofStream ? [{ field: ofStream.part, kind: ofStream.kind, message: ofStream.sentence }] : []),
    ...template.warnings.map(({ part, kind, sentence, line, column }) => ({
      field: part,
      kind,
      message: sentence,
      line,
      column,
    })),
    ...imagesWithoutAlt(html ?? '').map((place) => ({
      field: 'html' as const,
      kind: 'image_without_alt',
      message: 'An image has no alt text; describe it, or write alt="" where it only decorates.',
      ...place,
    })),
    ...declarationWarnings(
      variables.map(({ key }) => key),
      template,
    ),
  ];
}

/** Declaring variables is voluntary; once some are, the others are likely to have been forgotten. */
function declarationWarnings(declared: readonly string[], template: Template): ContentWarning[] {
  if (declared.length === 0) return [];
  const used = variablesOf(template).map(({ name }) => name);
  const unused = declared.filter((key) => !used.includes(key));
  const undeclared = used.filter((name) => !declared.includes(name));
  return [
    ...unused.map((key) => ({
      field: 'variables' as const,
      kind: 'unused_variable',
      message: `${key} is declared, and the template does not use it.`,
    })),
    ...undeclared.map((name) => ({
      field: 'variables' as const,
      kind: 'undeclared_variable',
      message: `${name} is used, and not declared.`,
    })),
  ];
}
