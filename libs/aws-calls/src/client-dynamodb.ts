// What functions get for `@aws-sdk/client-dynamodb`: as much of it as they import.
import { ServiceException } from '@smithy/core/client';
import { awsJson, type ClientSettings, type JsonCall } from './aws-json';
import type { ExceptionClasses } from './service-exception';

type Options = Omit<ConstructorParameters<typeof ServiceException>[0], 'name' | '$fault'>;

export class ConditionalCheckFailedException extends ServiceException {
  override readonly name = 'ConditionalCheckFailedException';
  /** The item as it is, as `unmarshall` reads it, where the call asked for it. */
  Item?: unknown;

  constructor({ Item, ...options }: Options & { Item?: unknown }) {
    super({ ...options, name: 'ConditionalCheckFailedException', $fault: 'client' });
    if (Item !== undefined) this.Item = Item;
  }
}

export class ProvisionedThroughputExceededException extends ServiceException {
  override readonly name = 'ProvisionedThroughputExceededException';

  constructor(options: Options) {
    super({ ...options, name: 'ProvisionedThroughputExceededException', $fault: 'client' });
  }
}

export class TransactionCanceledException extends ServiceException {
  override readonly name = 'TransactionCanceledException';
  /** One for each item of the transaction, in its order: `{ Code: 'None' }` for what was no reason. */
  CancellationReasons?: unknown;

  constructor({ CancellationReasons, ...options }: Options & { CancellationReasons?: unknown }) {
    super({ ...options, name: 'TransactionCanceledException', $fault: 'client' });
    if (CancellationReasons !== undefined) this.CancellationReasons = CancellationReasons;
  }
}

export class TransactionInProgressException extends ServiceException {
  override readonly name = 'TransactionInProgressException';

  constructor(options: Options) {
    super({ ...options, name: 'TransactionInProgressException', $fault: 'client' });
  }
}

const exceptions: ExceptionClasses = {
  ConditionalCheckFailedException: (options, { Item }) => new ConditionalCheckFailedException({ ...options, Item }),
  ProvisionedThroughputExceededException: (options) => new ProvisionedThroughputExceededException(options),
  TransactionCanceledException: (options, { CancellationReasons }) =>
    new TransactionCanceledException({ ...options, CancellationReasons }),
  TransactionInProgressException: (options) => new TransactionInProgressException(options),
};

/** DynamoDB in the function's region, under its role. */
export class DynamoDBClient {
  readonly call: JsonCall;
  readonly destroy: () => void;

  constructor(settings: ClientSettings = {}) {
    const service = { name: 'dynamodb', target: 'DynamoDB_20120810', exceptions };
    const { call, destroy } = awsJson(service, settings);
    this.call = call;
    this.destroy = destroy;
  }
}
