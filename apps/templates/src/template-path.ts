import { ApiError } from '@sesame/lambda';
import type { StoredTemplate, TemplateTable } from '@sesame/template';

/**
 * The template of this connection that a path names by its id or its alias.
 * @throws ApiError `not_found` where there is no such template
 */
export async function templateOfPath(
  templates: Pick<TemplateTable, 'find'>,
  { template: name = '' }: Record<string, string>,
  connection: string,
): Promise<StoredTemplate> {
  const found = await templates.find(name, connection);
  if (found === undefined) throw noSuchTemplate();
  return found;
}

export function noSuchTemplate(): ApiError {
  return new ApiError('not_found', 'There is no template with this id or alias.');
}

export function noSuchVersion(): ApiError {
  return new ApiError(
    'not_found',
    'There is no such version of this template. GET /templates/{id}/versions lists them.',
  );
}
