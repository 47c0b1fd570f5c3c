import type { EmulatedService } from '../emulated-service';
import { batchGetItem } from './batch-get-item';
import { batchWriteItem } from './batch-write-item';
import { deleteItem } from './delete-item';
import { describeTable } from './describe-table';
import { describeTimeToLive } from './describe-time-to-live';
import type { DynamoDb } from './dynamodb';
import { getItem } from './get-item';
import { listTables } from './list-tables';
import { putItem } from './put-item';
import { query } from './query';
import { scan } from './scan';
import { transactGetItems } from './transact-get-items';
import { transactWriteItems } from './transact-write-items';
import { updateItem } from './update-item';
import { updateTimeToLive } from './update-time-to-live';

/** DynamoDB as the server sees it. Tables are created and removed by CloudFormation only. */
export function dynamoDbService(dynamoDb: DynamoDb): EmulatedService<DynamoDb> {
  return {
    signingName: 'dynamodb',
    protocol: 'json-1.0',
    routedBy: 'DynamoDB_20120810',
    state: dynamoDb,
    operations: [
      batchGetItem,
      batchWriteItem,
      deleteItem,
      describeTable,
      describeTimeToLive,
      getItem,
      listTables,
      putItem,
      query,
      scan,
      transactGetItems,
      transactWriteItems,
      updateItem,
      updateTimeToLive,
    ],
    stop: () => dynamoDb.stop(),
  };
}
