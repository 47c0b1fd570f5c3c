import { isUuid, type Connection } from '@sesame/email';

type InConnection = { connection: Connection };
type OneTemplate = InConnection & { id: string };

/** All templates of a connection, and their aliases, stand in one partition, so that listing them needs no index. */
export const templatesPartition = ({ connection }: InConnection): string => connection;
export const templateSortKeys = 'template#';

export function templateKey({ connection, id }: OneTemplate) {
  return { pk: templatesPartition({ connection }), sk: `${templateSortKeys}${id}` };
}

export function aliasKey({ connection }: InConnection, alias: string) {
  return { pk: templatesPartition({ connection }), sk: `alias#${alias}` };
}

/** What a caller names a template by: its id, or an alias, which never looks like an id. */
export function keyByName(connection: Connection, name: string) {
  return isUuid(name) ? templateKey({ connection, id: name.toLowerCase() }) : aliasKey({ connection }, name);
}

/** The contents and the versions of one template stand in a partition of their own. */
export const onePartition = ({ connection, id }: OneTemplate): string => `${connection}#${id}`;
export const versionSortKeys = 'version#';

export function contentKey(template: OneTemplate, versionId: string) {
  return { pk: onePartition(template), sk: `content#${versionId}` };
}

/** Numbers are padded, so that the order of keys is theirs. */
export function versionKey(template: OneTemplate, version: number) {
  return { pk: onePartition(template), sk: `${versionSortKeys}${String(version).padStart(10, '0')}` };
}
