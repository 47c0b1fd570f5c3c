import handlebars from 'handlebars';
import { AwsError } from '../aws-error';

/**
 * A part of a template with its data, or, without data, only read. Nothing is escaped (whether SES escapes is unverified, and
 * who relies on it is worse off where it does not); a variable that is missing is refused.
 */
export function renderPart(source: string, data: Record<string, unknown> | undefined): string {
  try {
    if (data === undefined) {
      handlebars.parse(source);
      return '';
    }
    return handlebars.compile(source, { noEscape: true, strict: true })(data);
  } catch (error) {
    const [, missing] = /^"([^"]+)" not defined in/.exec(error instanceof Error ? error.message : '') ?? [];
    if (missing !== undefined)
      throw new AwsError('BadRequestException', `Attribute '${missing}' is not present in the rendering data.`);
    throw new AwsError('BadRequestException', 'Template content is not valid.');
  }
}
