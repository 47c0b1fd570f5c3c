import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import { applyTable, removeTable } from './apply-table';
import { batchWrite, batchWriteInput } from './batch-write';
import { openDatabase } from './database';
import type { Parts } from './parts';
import { batchGet, batchGetInput, getItem, readPage } from './reads';
import { writeItem } from './single-write';
import { startSweeper } from './sweeper';
import { listTables } from './table-list';
import { describeTable } from './table-description';
import { tableArn, tableName } from './table-name';
import { openTables } from './tables';
import { describeTimeToLive, updateTimeToLive, updateTimeToLiveInput } from './time-to-live';
import { transactGet, transactGetInput } from './transact-get';
import { transactWrite, transactWriteInput } from './transact-write';
import { createWriter } from './writer';

/** DynamoDB's JSON of a request or an answer. */
export type DynamoDbJson = Record<string, unknown>;

/** The tables of the account: dynalite and what it lacks. On disk when there is a data folder. */
export interface DynamoDb {
  /**
   * Creates the table (CloudFormation's properties of AWS::DynamoDB::Table), or updates what may change; throws where
   * the key schema differs.
   */
  applyTable(properties: DynamoDbJson & { TableName: string }): Promise<{ arn: string; name: string }>;
  removeTable(name: string): Promise<void>;
  /** Runs one API operation (`PutItem`, `TransactWriteItems`, …), already authorised. Throws `AwsError`. */
  call(operation: string, input: DynamoDbJson): Promise<DynamoDbJson>;
  /** Name of the partition key of a table or of one of its indexes, if it exists, for `dynamodb:LeadingKeys`. */
  partitionKeyOf(tableName: string, indexName?: string): string | undefined;
  stop(): Promise<void>;
}

export async function openDynamoDb({
  clock,
  dataFolder,
}: {
  clock: Clock;
  dataFolder: string | undefined;
}): Promise<DynamoDb> {
  const database = await openDatabase(dataFolder);
  const writer = createWriter(database);
  const parts: Parts = { clock, database, writer, tables: await openTables(database) };
  const sweeper = startSweeper(parts);
  const operations = createOperations(parts);

  return {
    async applyTable(properties) {
      const { TableName: name } = await applyTable(parts, properties);
      return { arn: tableArn(name), name };
    },
    removeTable: (name) => removeTable(parts, name),
    async call(name, input) {
      const operation = operations.get(name);
      if (!operation)
        throw new AwsError('UnknownOperationException', `Sesame's embedded AWS: DynamoDB has no ${name}.`);
      return operation(
        typeof input['TableName'] === 'string' ? { ...input, TableName: tableName(input['TableName']) } : input,
      );
    },
    partitionKeyOf(name, indexName) {
      const table = parts.tables.get(name);
      const keyed =
        indexName === undefined
          ? table
          : table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
      return keyed?.KeySchema[0]?.AttributeName;
    },
    async stop() {
      await sweeper.stop();
      await writer.idle();
      await database.close();
    },
  };
}

function createOperations(parts: Parts) {
  const nameIn = (input: DynamoDbJson) => String(input['TableName']);
  return new Map<string, (input: DynamoDbJson) => DynamoDbJson | Promise<DynamoDbJson>>([
    ['GetItem', (input) => getItem(parts, input)],
    ['PutItem', (input) => writeItem(parts, 'PutItem', input)],
    ['UpdateItem', (input) => writeItem(parts, 'UpdateItem', input)],
    ['DeleteItem', (input) => writeItem(parts, 'DeleteItem', input)],
    ['Query', (input) => readPage(parts, 'Query', input)],
    ['Scan', (input) => readPage(parts, 'Scan', input)],
    ['BatchGetItem', (input) => batchGet(parts, batchGetInput.parse(input))],
    ['BatchWriteItem', (input) => batchWrite(parts, batchWriteInput.parse(input))],
    ['TransactGetItems', (input) => transactGet(parts, transactGetInput.parse(input))],
    ['TransactWriteItems', (input) => transactWrite(parts, transactWriteInput.parse(input))],
    ['ListTables', (input) => listTables(parts, input)],
    ['DescribeTable', (input) => describeTable(parts.tables.existing(nameIn(input)))],
    ['DescribeTimeToLive', (input) => describeTimeToLive(parts, nameIn(input))],
    ['UpdateTimeToLive', (input) => updateTimeToLive(parts, updateTimeToLiveInput.parse(input))],
  ]);
}
