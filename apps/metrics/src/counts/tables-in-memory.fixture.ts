import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
  type BatchWriteCommandInput,
  type QueryCommandInput,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

type Item = Record<string, unknown> & { pk: string; sk: string };
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
/** Passes a call on, at once or when a test lets it. */
export type Gate = <Answer>(call: () => Answer) => Promise<Answer>;

/**
 * For tests: tables that answer BatchWriteItem, consistent Query and TransactWriteItems as DynamoDB does, as far as this
 * app asks for them; anything else throws.
 */
export function tablesInMemory() {
  const tables = new Map<string, Map<string, Item>>();
  const table = (name = ''): Map<string, Item> => {
    const there = tables.get(name) ?? new Map<string, Item>();
    tables.set(name, there);
    return there;
  };
  const put = (name: string | undefined, item: Item) => table(name).set(keyOf(item), structuredClone(item));

  function batchWrite({ RequestItems = {} }: BatchWriteCommandInput) {
    for (const [name, requests] of Object.entries(RequestItems)) {
      for (const { PutRequest } of requests) put(name, asItem(PutRequest?.Item));
    }
    return {};
  }

  function query({ TableName, ConsistentRead, ExpressionAttributeValues: values = {} }: QueryCommandInput) {
    if (!ConsistentRead) throw new Error('Only a consistent read may be counted on');
    const [partition] = Object.entries(values).filter(([name]) => name !== ':first' && name !== ':last');
    const [first, last] = [String(values[':first'] ?? ''), String(values[':last'] ?? '~')];
    const found = [...table(TableName).values()].filter(
      ({ pk, sk }) => pk === partition?.[1] && sk >= first && sk <= last,
    );
    return { Items: structuredClone(found.sort((one, other) => (one.sk < other.sk ? -1 : 1))) };
  }

  function transactWrite({ TransactItems = [] }: TransactWriteCommandInput) {
    const failed = TransactItems.map((item) => !holds(item));
    if (failed.some(Boolean)) {
      const CancellationReasons = failed.map((isFailed) => ({ Code: isFailed ? 'ConditionalCheckFailed' : 'None' }));
      throw new TransactionCanceledException({ message: 'cancelled', CancellationReasons, $metadata: {} });
    }
    for (const { Put, Delete } of TransactItems) {
      if (Put) put(Put.TableName, asItem(Put.Item));
      if (Delete) table(Delete.TableName).delete(keyOf(asItem(Delete.Key)));
    }
    return {};
  }

  function holds({ Put, Delete }: TransactItem): boolean {
    const request = Put ?? Delete;
    const there = table(request?.TableName).get(keyOf(asItem(Put?.Item ?? Delete?.Key)));
    switch (request?.ConditionExpression) {
      case undefined:
        return true;
      case 'attribute_exists(pk)':
        return there !== undefined;
      case '#value = :value':
        return there?.['value'] === request?.ExpressionAttributeValues?.[':value'];
      default:
        throw new Error('Not a condition of these tables');
    }
  }

  function answer(command: unknown): object {
    if (command instanceof BatchWriteCommand) return batchWrite(command.input);
    if (command instanceof QueryCommand) return query(command.input);
    if (command instanceof TransactWriteCommand) return transactWrite(command.input);
    throw new Error('Not a command of these tables');
  }

  return {
    /** A client whose every call goes through the gate; `instead` may make several calls of one. */
    client(gate: Gate = async (call) => call(), instead = (command: unknown): unknown[] => [command]) {
      // No client is made, since that takes longer than a test; the paginators of the SDK only ask whether it is one.
      const client = Object.create(DynamoDBDocumentClient.prototype) as DynamoDBDocumentClient;
      const send = async (command: unknown) => {
        let last: object = {};
        for (const one of instead(command)) last = await gate(() => answer(one));
        return last;
      };
      return Object.assign(client, { send });
    },
    /** Everything in a table, in the order of its keys. */
    items: (name: string): Item[] => [...table(name)].sort().map(([, item]) => item),
    snapshot: (): string => JSON.stringify([...tables].sort().map(([name, items]) => [name, [...items].sort()])),
    clear: (name: string): void => table(name).clear(),
  };
}

function keyOf({ pk, sk }: Item): string {
  return `${pk} ${sk}`;
}

function asItem(value: Record<string, unknown> | undefined): Item {
  const { pk, sk } = value ?? {};
  if (typeof pk !== 'string' || typeof sk !== 'string') throw new Error('An item of these tables has a pk and an sk');
  return { ...value, pk, sk };
}
