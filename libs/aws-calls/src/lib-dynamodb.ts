// What functions get for `@aws-sdk/lib-dynamodb`: as much of it as they import.
import { randomUUID } from 'node:crypto';
import { fromItem, toItem, type JsonItem } from './attribute-values';
import type { CallSettings } from './aws-json';
import type { DynamoDBClient } from './client-dynamodb';
import { refuseOthers } from './refuse-others';

type Input = Record<string, unknown>;
type Output = Record<string, unknown>;

/** One operation of DynamoDB: its input with values of JavaScript, to be sent by `DynamoDBDocumentClient`. */
abstract class DocumentCommand {
  abstract readonly operation: string;

  constructor(readonly input: Input) {}

  /** The input with values of DynamoDB's. */
  toJson(): Input {
    return jsonOf(this.input);
  }

  /** The output with values of JavaScript. */
  fromJson(output: Output): Output {
    return valuesOf(output);
  }
}

export class GetCommand extends DocumentCommand {
  readonly operation = 'GetItem';
}

export class PutCommand extends DocumentCommand {
  readonly operation = 'PutItem';
}

export class UpdateCommand extends DocumentCommand {
  readonly operation = 'UpdateItem';
}

export class DeleteCommand extends DocumentCommand {
  readonly operation = 'DeleteItem';
}

export class QueryCommand extends DocumentCommand {
  readonly operation = 'Query';
}

export class ScanCommand extends DocumentCommand {
  readonly operation = 'Scan';
}

export class BatchGetCommand extends DocumentCommand {
  readonly operation = 'BatchGetItem';

  override toJson(): Input {
    return { ...this.input, RequestItems: eachTable(this.input['RequestItems'], keysToJson) };
  }

  override fromJson({ Responses, UnprocessedKeys, ...output }: Output): Output {
    return {
      ...output,
      Responses: eachTable(Responses, (items) => (items as JsonItem[]).map(fromItem)),
      UnprocessedKeys: eachTable(UnprocessedKeys, (keys) => ({
        ...(keys as object),
        Keys: (keys as { Keys: JsonItem[] }).Keys.map(fromItem),
      })),
    };
  }
}

export class BatchWriteCommand extends DocumentCommand {
  readonly operation = 'BatchWriteItem';

  override toJson(): Input {
    return { ...this.input, RequestItems: eachTable(this.input['RequestItems'], (all) => eachRequest(all, jsonOf)) };
  }

  override fromJson({ UnprocessedItems, ...output }: Output): Output {
    return { ...output, UnprocessedItems: eachTable(UnprocessedItems, (all) => eachRequest(all, valuesOf)) };
  }
}

export class TransactWriteCommand extends DocumentCommand {
  readonly operation = 'TransactWriteItems';
  /** The same in every try, so that a transaction whose answer was lost is not made twice. */
  private readonly token = randomUUID();

  override toJson(): Input {
    const { TransactItems, ...input } = this.input;
    return { ClientRequestToken: this.token, ...input, TransactItems: eachRequest(TransactItems, jsonOf) };
  }
}

/** DynamoDB's operations on values of JavaScript. */
export class DynamoDBDocumentClient {
  private constructor(private readonly client: DynamoDBClient) {}

  /** Entries that are undefined are always left out. */
  static from(client: DynamoDBClient, settings: object = {}): DynamoDBDocumentClient {
    const { marshallOptions = {}, ...others } = settings as { marshallOptions?: object };
    refuseOthers('the document client', others, []);
    refuseOthers('marshallOptions', marshallOptions, ['removeUndefinedValues']);
    return new DynamoDBDocumentClient(client);
  }

  async send(command: DocumentCommand, settings: CallSettings = {}): Promise<Output> {
    return command.fromJson(await this.client.call(command.operation, command.toJson(), settings));
  }

  destroy(): void {
    this.client.destroy();
  }
}

type Paging = { client: DynamoDBDocumentClient; pageSize?: number; startingToken?: object };

/** Every page of a Query, each asked for when the one before has been used. */
export function paginateQuery(paging: Paging, input: Input): AsyncGenerator<Output> {
  return pagesOf(paging, input, QueryCommand);
}

/** Every page of a Scan, each asked for when the one before has been used. */
export function paginateScan(paging: Paging, input: Input): AsyncGenerator<Output> {
  return pagesOf(paging, input, ScanCommand);
}

async function* pagesOf(
  { client, pageSize, startingToken, ...others }: Paging,
  input: Input,
  Command: typeof QueryCommand | typeof ScanCommand,
): AsyncGenerator<Output> {
  refuseOthers('paging', others, []);
  const asked = { ...(pageSize !== undefined && { Limit: pageSize }), ...input };
  let next: unknown = startingToken ?? input['ExclusiveStartKey'];
  do {
    const page = await client.send(new Command({ ...asked, ...(next !== undefined && { ExclusiveStartKey: next }) }));
    yield page;
    next = page['LastEvaluatedKey'];
  } while (next !== undefined);
}

/** The members of an operation, of a request or of an action in a transaction that hold attributes. */
function jsonOf({ Key, Item, ExpressionAttributeValues, ExclusiveStartKey, ...rest }: Input): Input {
  return {
    ...rest,
    ...(Key !== undefined && { Key: toItem(Key as object) }),
    ...(Item !== undefined && { Item: toItem(Item as object) }),
    ...(ExpressionAttributeValues !== undefined && {
      ExpressionAttributeValues: toItem(ExpressionAttributeValues as object),
    }),
    ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey: toItem(ExclusiveStartKey as object) }),
  };
}

function valuesOf({ Key, Item, Items, Attributes, LastEvaluatedKey, ...rest }: Output): Output {
  return {
    ...rest,
    ...(Key !== undefined && { Key: fromItem(Key as JsonItem) }),
    ...(Item !== undefined && { Item: fromItem(Item as JsonItem) }),
    ...(Items !== undefined && { Items: (Items as JsonItem[]).map(fromItem) }),
    ...(Attributes !== undefined && { Attributes: fromItem(Attributes as JsonItem) }),
    ...(LastEvaluatedKey !== undefined && { LastEvaluatedKey: fromItem(LastEvaluatedKey as JsonItem) }),
  };
}

function keysToJson(keys: unknown): unknown {
  return { ...(keys as object), Keys: (keys as { Keys: object[] }).Keys.map(toItem) };
}

function eachTable(tables: unknown, change: (of: unknown) => unknown): unknown {
  if (tables === undefined) return undefined;
  return Object.fromEntries(Object.entries(tables as object).map(([table, of]) => [table, change(of)]));
}

/** Each of a list of `{ PutRequest: { Item } }`, `{ Update: { Key, … } }`, …: one action with its members. */
function eachRequest(requests: unknown, change: (members: Input) => Input): unknown {
  return (requests as Record<string, Input>[]).map((request) =>
    Object.fromEntries(Object.entries(request).map(([action, members]) => [action, change(members)])),
  );
}
