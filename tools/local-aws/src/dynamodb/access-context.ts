import * as z from 'zod';
import type { Access } from '../operation';
import type { DynamoDb } from './dynamodb';
import { equalTo, namesInExpression } from './expression-names';
import type { Attributes } from './request-members';
import { tableArn, tableName } from './table-name';

/** What access is judged by, of any request or part of one that is about a table. */
export interface TableRequest {
  TableName: string;
  IndexName?: string | undefined;
  ProjectionExpression?: string | undefined;
  ConditionExpression?: string | undefined;
  UpdateExpression?: string | undefined;
  FilterExpression?: string | undefined;
  KeyConditionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Attributes | undefined;
  Select?: string | undefined;
  ReturnValues?: string | undefined;
  ReturnConsumedCapacity?: string | undefined;
}

const scalar = z.union([z.object({ S: z.string() }), z.object({ N: z.string() }), z.object({ B: z.string() })]);

/** The condition keys a request has whatever it does (AWS documentation: Service Authorization Reference). */
function requestContext(
  request: Partial<TableRequest>,
  { leadingKeys = [], attributes = [], enclosingOperation, fullTableScan }: RequestFacts,
): Record<string, string | string[]> {
  const names = [...new Set([...attributes, ...namesIn(request)])];
  return {
    ...(leadingKeys.length > 0 && { 'dynamodb:LeadingKeys': leadingKeys }),
    ...(names.length > 0 && { 'dynamodb:Attributes': names }),
    ...(request.ReturnValues && { 'dynamodb:ReturnValues': request.ReturnValues }),
    ...(request.ReturnConsumedCapacity && { 'dynamodb:ReturnConsumedCapacity': request.ReturnConsumedCapacity }),
    ...(enclosingOperation && { 'dynamodb:EnclosingOperation': enclosingOperation }),
    ...(fullTableScan && { 'dynamodb:FullTableScan': 'true' }),
  };
}

interface RequestFacts {
  leadingKeys?: string[];
  /** Names the request has outside its expressions: of an item or a key. */
  attributes?: string[];
  enclosingOperation?: 'TransactWriteItems' | 'TransactGetItems';
  fullTableScan?: true;
}

/**
 * Access to items that are named by their keys. All of the keys count, since a missing one would satisfy
 * `ForAllValues`: one that cannot be read, so that the request will be refused, counts as the empty text, which is no
 * key.
 */
export function itemsAccess(
  dynamoDb: DynamoDb,
  action: string,
  request: TableRequest,
  items: Attributes[],
  facts: Pick<RequestFacts, 'enclosingOperation'> & { select?: string } = {},
): Access {
  const partitionKey = dynamoDb.partitionKeyOf(tableName(request.TableName));
  const leadingKeys = items.map((item) => keyText(partitionKey === undefined ? undefined : item[partitionKey]));
  return {
    action,
    resource: tableArn(request.TableName),
    context: {
      ...requestContext(request, {
        ...facts,
        leadingKeys: [...new Set(leadingKeys)],
        attributes: items.flatMap((item) => Object.keys(item)),
      }),
      ...(facts.select && { 'dynamodb:Select': facts.select }),
    },
  };
}

/** A query's access: to the range of a table or an index that has one partition key. */
export function queryAccess(dynamoDb: DynamoDb, request: TableRequest): Access {
  const { IndexName, KeyConditionExpression = '', ExpressionAttributeNames, ExpressionAttributeValues = {} } = request;
  const partitionKey = dynamoDb.partitionKeyOf(tableName(request.TableName), IndexName) ?? '';
  const placeholder = equalTo(partitionKey, KeyConditionExpression, ExpressionAttributeNames) ?? '';
  return rangeAccess('dynamodb:Query', request, { leadingKeys: [keyText(ExpressionAttributeValues[placeholder])] });
}

/** Access to all of a table or, then under the index's own ARN, of an index. */
export function rangeAccess(action: string, request: TableRequest, facts: RequestFacts = {}): Access {
  return {
    action,
    resource: tableArn(request.TableName) + (request.IndexName === undefined ? '' : `/index/${request.IndexName}`),
    context: { ...requestContext(request, facts), 'dynamodb:Select': selectOf(request) },
  };
}

/** The request's `Select`, or what it is without one (AWS documentation: Query). */
export function selectOf({ Select, ProjectionExpression, IndexName }: Partial<TableRequest>): string {
  if (Select !== undefined) return Select;
  if (ProjectionExpression !== undefined) return 'SPECIFIC_ATTRIBUTES';
  return IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}

function namesIn(request: Partial<TableRequest>): string[] {
  return [
    request.ProjectionExpression,
    request.ConditionExpression,
    request.UpdateExpression,
    request.FilterExpression,
    request.KeyConditionExpression,
  ].flatMap((expression) =>
    expression === undefined ? [] : namesInExpression(expression, request.ExpressionAttributeNames),
  );
}

function keyText(value: unknown): string {
  const { data } = scalar.safeParse(value);
  return (data && Object.values(data)[0]) ?? '';
}
