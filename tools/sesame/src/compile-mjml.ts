import mjml2html from 'mjml';
import type { FileProblem } from './file-problem';

export type CompiledMjml = { ok: true; html: string } | { ok: false; problems: FileProblem[] };

/**
 * HTML from MJML, strictly: an element or attribute that MJML does not know is a problem, with its line. The same source
 * gives the same HTML. `mj-include` is refused, since a template is reviewed and compared as one file.
 */
export async function compileMjml(file: string, source: string): Promise<CompiledMjml> {
  const included = source.split('\n').findIndex((line) => /<mj-include\b/i.test(line));
  if (included >= 0) {
    const sentence = 'mj-include is not followed; a template stands in one file.';
    return { ok: false, problems: [{ file, line: included + 1, sentence }] };
  }
  try {
    const { html } = await mjml2html(source, { validationLevel: 'strict', ignoreIncludes: true, keepComments: false });
    return { ok: true, html };
  } catch (error) {
    const found = errorsOf(error).map(({ line, tagName, message }) => ({
      file,
      line,
      sentence: `${tagName}: ${message}`,
    }));
    const sentence = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: found.length > 0 ? found : [{ file, sentence }] };
  }
}

type MjmlError = { line: number; tagName: string; message: string };

function errorsOf(error: unknown): MjmlError[] {
  const errors = typeof error === 'object' && error !== null && 'errors' in error ? error.errors : [];
  return Array.isArray(errors) ? errors.filter(isMjmlError) : [];
}

function isMjmlError(value: unknown): value is MjmlError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'line' in value &&
    typeof value.line === 'number' &&
    'tagName' in value &&
    typeof value.tagName === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
