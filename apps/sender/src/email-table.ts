import {
  GetCommand,
  paginateQuery,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { unpackContent } from './content';
import { dueKey } from './due';
import type { Content, Email } from './email';
import { updateOf, type ChangeCondition, type EmailChange, type EmailName } from './email-change';
import {
  contentSortKey,
  emailNameOf,
  emailPartition,
  emailSortKey,
  expiryOf,
  fromEmailItem,
  isContentSortKey,
  toEmailItem,
} from './email-item';
import { readAll } from './read-all';
import { unlessConditionFails } from './unless-condition-fails';

/** What of an e-mail decides whether it can be claimed. */
export type ClaimableEmail = EmailName & Pick<Email, 'status' | 'scheduledAt'>;

/** The emails table. A function takes what its role allows, such as `Pick<EmailTable, 'find' | 'claim'>`. */
export type EmailTable = {
  /** Stores a packed content; PutItem for each chunk. What no e-mail follows is deleted when it expires. */
  putContent(email: EmailName & Pick<Email, 'createdAt'>, chunks: readonly Uint8Array[]): Promise<void>;

  /** Stores a new e-mail; one conditional PutItem. */
  put(email: Email): Promise<void>;

  /** An e-mail with its content; Query, consistent. */
  find(name: EmailName): Promise<{ email: Email; content: Content } | undefined>;

  /** An e-mail without its content; GetItem, consistent. */
  get(name: EmailName): Promise<Email | undefined>;

  /** E-mails without their content, at most a hundred, by their ids; BatchGetItem, consistent. */
  getMany(connection: Connection, ids: readonly string[]): Promise<Map<string, Email>>;

  /** The e-mails of one partition of the index `due` whose time has come, page by page; Query on the index. */
  due(partition: string, now: Date): AsyncGenerator<EmailName[]>;

  /**
   * Claims an e-mail that was read as queued, or as scheduled for a time, for an attempt; false when another has it, it
   * needs none, or it was canceled or moved to another time since. One UpdateItem.
   */
  claim(read: ClaimableEmail, attempt: string, change: EmailChange): Promise<boolean>;

  /** Records what became of an attempt, unless a later one has begun. One UpdateItem. */
  settle(name: EmailName, attempt: string, change: EmailChange): Promise<boolean>;

  /** Changes an e-mail while it is scheduled; false when it is not, or not any more. One UpdateItem. */
  changeScheduled(name: EmailName, change: EmailChange): Promise<boolean>;

  /** Records what fetching an e-mail's attachments came to, while it is queued or scheduled. One UpdateItem. */
  settleFetch(name: EmailName, change: EmailChange): Promise<boolean>;

  /** Changes an e-mail that is still as it was read: in its state, and due when it was. One UpdateItem. */
  changeUnmoved(email: Email, change: EmailChange): Promise<boolean>;
};

export function emailTable({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): EmailTable {
  const keyOf = ({ connection, id }: EmailName) => ({ pk: emailPartition(connection, id), sk: emailSortKey });

  async function change(name: EmailName, changed: EmailChange, condition: ChangeCondition): Promise<boolean> {
    const input = { TableName: tableName, Key: keyOf(name), ...updateOf(name, changed, condition) };
    return unlessConditionFails(() => dynamoDb.send(new UpdateCommand(input)));
  }

  return {
    async putContent(email, chunks) {
      const { pk } = keyOf(email);
      const expires = expiryOf(email.createdAt);
      const items = chunks.map((data, n) => ({ pk, sk: contentSortKey(n), data, chunks: chunks.length, expires }));
      await Promise.all(items.map((Item) => dynamoDb.send(new PutCommand({ TableName: tableName, Item }))));
    },

    async put(email) {
      const input = { TableName: tableName, Item: toEmailItem(email), ConditionExpression: 'attribute_not_exists(pk)' };
      // Ids are random: one that is taken was taken by an earlier try of this very call, whose answer was lost.
      await unlessConditionFails(() => dynamoDb.send(new PutCommand(input)));
    },

    async find({ connection, id }) {
      const items = await itemsOf(emailPartition(connection, id));
      const item = items.find(({ sk }) => sk === emailSortKey);
      return item && { email: fromEmailItem(item), content: contentOf(items) };
    },

    async get(name) {
      const input = { TableName: tableName, Key: keyOf(name), ConsistentRead: true };
      const { Item } = await dynamoDb.send(new GetCommand(input));
      return Item && fromEmailItem(Item);
    },

    async getMany(connection, ids) {
      const keys = ids.map((id) => keyOf({ connection, id }));
      const found = (await readAll({ dynamoDb, tableName }, keys)).map(fromEmailItem);
      return new Map(found.map((email) => [email.id, email]));
    },

    async *due(partition, now) {
      const pages = paginateQuery(
        { client: dynamoDb },
        {
          TableName: tableName,
          IndexName: 'due',
          KeyConditionExpression: 'due_pk = :partition AND due_sk < :now',
          ExpressionAttributeValues: { ':partition': partition, ':now': now.toISOString() },
        },
      );
      for await (const { Items = [] } of pages) yield Items.map(emailNameOf);
    },

    claim: (read, attempt, changed) => {
      const scheduled = read.status === 'scheduled' && read.scheduledAt?.toISOString();
      const isAsRead = scheduled ? '#status = :status AND #scheduled_at = :scheduled' : '#status = :status';
      return change(
        read,
        { ...changed, status: 'sending', attempt },
        {
          // Its own attempt too: the SDK tries again when the answer to a claim that was made is lost.
          expression: `(${isAsRead}) OR #attempt = :attempt`,
          values: {
            ':status': read.status === 'scheduled' ? 'scheduled' : 'queued',
            ':attempt': attempt,
            ...(scheduled && { ':scheduled': scheduled }),
          },
        },
      );
    },

    settle: (name, attempt, changed) =>
      change(name, changed, {
        expression: '#attempt = :attempt AND #status IN (:sending, :unknown)',
        values: { ':attempt': attempt, ':sending': 'sending', ':unknown': 'unknown' },
      }),

    changeScheduled: (name, changed) =>
      change(name, changed, { expression: '#status = :scheduled', values: { ':scheduled': 'scheduled' } }),

    settleFetch: (name, changed) =>
      change(name, changed, {
        expression: '#status IN (:queued, :scheduled)',
        values: { ':queued': 'queued', ':scheduled': 'scheduled' },
      }),

    changeUnmoved: (email, changed) =>
      change(email, changed, {
        expression: `#status = :status AND ${email.due ? '#due_sk = :due' : 'attribute_not_exists(#due_sk)'}`,
        values: {
          ':status': email.status,
          ...(email.due && { ':due': dueKey(email.connection, email.id, email.due).due_sk }),
        },
      }),
  };

  async function itemsOf(partition: string): Promise<Record<string, unknown>[]> {
    const pages = paginateQuery(
      { client: dynamoDb },
      {
        TableName: tableName,
        KeyConditionExpression: 'pk = :partition',
        ExpressionAttributeValues: { ':partition': partition },
        ConsistentRead: true,
      },
    );
    const items: Record<string, unknown>[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items;
  }
}

function contentOf(items: readonly Record<string, unknown>[]): Content {
  const stored = items.filter(({ sk }) => isContentSortKey(sk));
  const chunks = stored.map(({ data }) => data).filter((data) => data instanceof Uint8Array);
  if (chunks.length === 0 || chunks.length !== stored[0]?.['chunks']) {
    throw new Error('The content of an e-mail is not complete.');
  }
  return unpackContent(chunks);
}
