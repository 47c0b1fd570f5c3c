import {
  declarationProblems,
  parseTemplate,
  renderEmail,
  sampleUnsubscribeUrl,
  unsubscribeLinkProblem,
} from '@sesame/rendering';
import { join } from 'node:path';
import type { FileProblem } from './file-problem';
import type { LocalTemplate } from './template-content';

export type CheckedTemplate = { problems: FileProblem[]; warnings: FileProblem[] };

/**
 * What the API would refuse a template for, what it would warn of, and which variables `sample.json` lacks, before anything
 * is pushed. Places in HTML that was made of MJML are not told: nobody wrote that HTML.
 */
export function checkSample(folder: string, { alias, content, isMjml, sample }: LocalTemplate): CheckedTemplate {
  const file = (name: string) => join(folder, alias, name);
  const fileOf = { subject: 'subject.txt', html: isMjml ? 'body.mjml' : 'body.html', text: 'body.txt' };
  const { subject, html, text } = content;
  const parsed = parseTemplate({ subject: subject ?? undefined, html, text: text ?? undefined });
  const placed = ({
    part,
    line,
    column,
    sentence,
  }: (typeof parsed & { ok: false })['problems'][number]): FileProblem => ({
    file: file(fileOf[part]),
    ...(!(isMjml && part === 'html') && { line, column }),
    sentence,
  });
  if (!parsed.ok) return { problems: parsed.problems.map(placed), warnings: [] };
  const { template } = parsed;
  const declared = content.variables ?? [];
  const undeclared = declarationProblems(template, declared);
  const rendered = sample === undefined ? undefined : renderEmail(template, sample, declared, sampleUnsubscribeUrl);
  const ofStream = unsubscribeLinkProblem(template, content.stream ?? undefined);
  const lacking = rendered === undefined || rendered.ok ? [] : rendered.problems;
  return {
    problems: [
      ...undeclared.map(({ sentence }) => ({ file: file('template.json'), sentence })),
      ...lacking.map(({ sentence }) => ({ file: file('sample.json'), sentence })),
    ],
    warnings: [
      ...(ofStream ? [{ file: file(fileOf[ofStream.part]), sentence: ofStream.sentence }] : []),
      ...template.warnings.map(placed),
    ],
  };
}
