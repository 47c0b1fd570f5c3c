// What functions get for `@aws-sdk/client-sqs`: as much of it as they import.
import { hash } from 'node:crypto';
import { awsJson, type CallSettings, type ClientSettings, type JsonCall } from './aws-json';

type Entry = { Id: string; MessageBody: string };
type Sent = { Id: string; MD5OfMessageBody: string };

export class SendMessageCommand {
  readonly operation = 'SendMessage';

  constructor(readonly input: { QueueUrl: string; MessageBody: string; DelaySeconds?: number }) {}

  /** Whether SQS got what was sent, by the checksum that it answers with. */
  isIntact({ MD5OfMessageBody }: Record<string, unknown>): boolean {
    return MD5OfMessageBody === md5Of(this.input.MessageBody);
  }
}

export class SendMessageBatchCommand {
  readonly operation = 'SendMessageBatch';

  constructor(readonly input: { QueueUrl: string; Entries: Entry[] }) {}

  isIntact({ Successful = [] }: { Successful?: Sent[] }): boolean {
    const bodies = new Map(this.input.Entries.map(({ Id, MessageBody }) => [Id, MessageBody]));
    return Successful.every(({ Id, MD5OfMessageBody }) => MD5OfMessageBody === md5Of(bodies.get(Id) ?? ''));
  }
}

/** SQS in the function's region, under its role. */
export class SQSClient {
  private readonly call: JsonCall;
  readonly destroy: () => void;

  constructor(settings: ClientSettings = {}) {
    const { call, destroy } = awsJson({ name: 'sqs', target: 'AmazonSQS', exceptions: {} }, settings);
    this.call = call;
    this.destroy = destroy;
  }

  /** @throws an Error when SQS got something else than was sent */
  async send(
    command: SendMessageCommand | SendMessageBatchCommand,
    settings: CallSettings = {},
  ): Promise<Record<string, unknown>> {
    const output = await this.call(command.operation, command.input, settings);
    if (!command.isIntact(output)) throw new Error('InvalidChecksumError');
    return output;
  }
}

function md5Of(text: string): string {
  return hash('md5', text, 'hex');
}
