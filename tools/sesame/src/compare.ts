import {
  changedFields,
  contentFields,
  type ContentField,
  type LocalTemplate,
  type ServerTemplate,
} from './template-content';

/** How a template in the folder stands to the template with that alias on the server. */
export type Compared = { alias: string } & (
  | { state: 'only_here'; local: LocalTemplate; fields: readonly ContentField[] }
  | { state: 'only_on_server'; server: ServerTemplate; fields: readonly ContentField[] }
  | { state: 'changed'; local: LocalTemplate; server: ServerTemplate; fields: readonly ContentField[] }
  | { state: 'equal'; local: LocalTemplate; server: ServerTemplate; fields: readonly ContentField[] }
);

/** Compares all templates of both sides, by alias, in the order of their aliases. MJML is compared as the HTML it makes. */
export function compare(local: readonly LocalTemplate[], server: readonly ServerTemplate[]): Compared[] {
  const here = new Map(local.map((template) => [template.alias, template]));
  const there = new Map(server.map((template) => [template.alias, template]));
  return [...new Set([...here.keys(), ...there.keys()])].sort().flatMap((alias) => {
    const compared = compareOne(alias, here.get(alias), there.get(alias));
    return compared ? [compared] : [];
  });
}

function compareOne(alias: string, local?: LocalTemplate, server?: ServerTemplate): Compared | undefined {
  if (local && server) {
    const fields = changedFields(local.content, server.content);
    return { alias, state: fields.length === 0 ? 'equal' : 'changed', local, server, fields };
  }
  if (local) return { alias, state: 'only_here', local, fields: contentFields };
  if (server) return { alias, state: 'only_on_server', server, fields: contentFields };
  return undefined;
}
