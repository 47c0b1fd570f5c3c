import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../aws-error';
import type { TableProperties } from './table-properties';
import type { GlobalSecondaryIndex, TableRecord } from './table-record';

export interface IndexChanges {
  added: GlobalSecondaryIndex[];
  /** Names. */
  removed: string[];
}

/**
 * How a table's indexes must change to be as the properties say. Refuses what would need another table: other keys, or
 * an index of the same name that is made otherwise. AWS adds or removes one index per update; here it may be several.
 */
export function indexChanges(table: TableRecord, properties: TableProperties): IndexChanges {
  if (!isDeepStrictEqual(keyTypes(table), keyTypes(properties))) {
    throw refused(table, `exists with the key ${describeKey(table)} and cannot get the key ${describeKey(properties)}`);
  }
  const present = table.GlobalSecondaryIndexes ?? [];
  const wanted = properties.GlobalSecondaryIndexes ?? [];
  const added = wanted.filter((index) => {
    const same = present.find(({ IndexName }) => IndexName === index.IndexName);
    if (same && !isDeepStrictEqual(definition(table, same), definition(properties, index))) {
      throw refused(table, `has an index ${index.IndexName} that is made otherwise`);
    }
    return !same;
  });
  const removed = present
    .map(({ IndexName }) => IndexName)
    .filter((name) => !wanted.some(({ IndexName }) => IndexName === name));
  return { added, removed };
}

type Keyed = Pick<TableRecord, 'AttributeDefinitions' | 'KeySchema'>;

function keyTypes({ AttributeDefinitions, KeySchema }: Keyed) {
  return KeySchema.map((key) => ({
    ...key,
    type: AttributeDefinitions.find(({ AttributeName }) => AttributeName === key.AttributeName)?.AttributeType,
  }));
}

function definition({ AttributeDefinitions }: Keyed, { KeySchema, Projection }: GlobalSecondaryIndex) {
  const NonKeyAttributes = [...(Projection.NonKeyAttributes ?? [])].sort();
  return { keys: keyTypes({ AttributeDefinitions, KeySchema }), type: Projection.ProjectionType, NonKeyAttributes };
}

function describeKey(keyed: Keyed): string {
  return keyTypes(keyed)
    .map(({ AttributeName, KeyType, type }) => `${AttributeName} (${KeyType}, ${type})`)
    .join(', ');
}

function refused({ TableName }: TableRecord, why: string): AwsError {
  return new AwsError(
    'ValidationException',
    `Sesame's embedded AWS: the table ${TableName} ${why}. ` +
      'Give the new one another name, or start with an empty data folder.',
  );
}
