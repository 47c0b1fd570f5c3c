import { ApiError, type FieldError } from '@sesame/lambda';
import { declarationProblems, parseTemplate, renderingLimits, type Template } from '@sesame/rendering';
import { mostPackedBytes, packTemplate, type TemplateContent } from '@sesame/template';

/**
 * The template that a content makes.
 * @throws ApiError `validation_error` for what could never be rendered or stored: each problem by its field, with line and column
 */
export function checkContent(content: TemplateContent): Template {
  const { subject, html, text, variables } = content;
  if (html === undefined && text === undefined) {
    throw refusal([{ field: 'html', message: '"html" is missing, and so is "text": send one of them or both.' }]);
  }
  const parsed = parseTemplate({ subject, html, text });
  if (!parsed.ok) {
    const errors = parsed.problems.map(({ part, line, column, sentence }) => ({
      field: part,
      message: `"${part}", line ${line}, column ${column}: ${sentence}`,
    }));
    throw refusal(errors);
  }
  const undeclarable = declarationProblems(parsed.template, variables);
  if (undeclarable.length > 0) {
    throw refusal(undeclarable.map(({ sentence }) => ({ field: 'variables', message: `"variables": ${sentence}` })));
  }
  if (packTemplate(content).length > mostPackedBytes) {
    const message = `Compressed, a template has at most ${mostPackedBytes} bytes; link to pictures instead of putting them in.`;
    throw refusal([{ field: html === undefined ? 'text' : 'html', message }]);
  }
  return parsed.template;
}

const mostErrors = 20;

function refusal(errors: FieldError[]): ApiError {
  const [first] = errors;
  const message = first?.message ?? `A template has at most ${renderingLimits.templateBytes} bytes.`;
  return new ApiError('validation_error', message, {
    ...(first && { field: first.field }),
    errors: errors.slice(0, mostErrors),
  });
}
