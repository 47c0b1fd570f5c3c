import { join } from 'node:path';
import { FileError } from './file-problem';
import { writeSource } from './source-file';
import { isAlias, type ContentField, type TemplateContent } from './template-content';
import { settingsText } from './template-settings';

/**
 * Writes those files of a template in which the given fields stand; the others stay as they are, byte for byte.
 * `sample.json` is the author's and is never written. HTML takes the place of MJML, if that is what there was.
 * @throws FileError for an alias that is no name of a folder, and where links are in the way
 */
export async function writeTemplate(
  folder: string,
  alias: string,
  content: TemplateContent,
  fields: readonly ContentField[],
): Promise<void> {
  if (!isAlias(alias)) throw new FileError({ file: folder, sentence: 'This alias is not made a folder.' });
  for (const [name, text] of Object.entries(filesOf(content, fields))) {
    await writeSource(join(folder, alias, name), text);
  }
}

function filesOf(content: TemplateContent, fields: readonly ContentField[]): Record<string, string | undefined> {
  const { subject, html, text } = content;
  const isChanged = (...some: ContentField[]) => some.some((field) => fields.includes(field));
  return {
    ...(isChanged('name', 'from', 'reply_to', 'stream', 'variables') && { 'template.json': settingsText(content) }),
    ...(isChanged('subject') && { 'subject.txt': subject === null ? undefined : `${subject}\n` }),
    ...(isChanged('html') && { 'body.html': html === '' ? undefined : html, 'body.mjml': undefined }),
    ...(isChanged('text') && { 'body.txt': text ?? undefined }),
  };
}
