import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import { costMs, rateOf, type Lease, type PaceState } from './pace';
import type { SendingLimits } from './sending-limits';

/** The item of a connection that everybody who sends shares. */
export type PaceTable = {
  /**
   * Takes a lease that begins at `readyAt`, or where the last one ends if that is later and no later than `latest`. No lease
   * where the pace is not as it was known any more, or too much was given away since. One UpdateItem.
   */
  reserve(
    known: PaceState,
    wish: { readyAt: number; latest: number; recipients: number },
  ): Promise<{ lease?: Lease; known: PaceState }>;

  /** Keeps what SES told. One UpdateItem. */
  keepLimits(limits: SendingLimits): Promise<void>;
};

const paceItem = z.object({
  next: z.optional(z.number()),
  rate: z.optional(z.number()),
  quota: z.optional(z.number()),
  sent_last_24_hours: z.optional(z.number()),
  sending_enabled: z.optional(z.boolean()),
  asked_at: z.optional(z.iso.datetime()),
});

/** What is known while nobody has asked. */
export const nothingKnown: PaceState = { next: 0 };

export function paceTable({
  dynamoDb,
  tableName,
  connection,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
  connection: Connection;
}): PaceTable {
  const target = { TableName: tableName, Key: { pk: connection, sk: 'pace' } };

  return {
    async reserve(known, { readyAt, latest, recipients }) {
      const rate = rateOf(known);
      const cost = costMs(recipients, rate);
      const isIdle = known.next <= readyAt;
      const names = { '#next': 'next', '#rate': 'rate' };
      const begins = isIdle
        ? {
            expression: '(attribute_not_exists(#next) OR #next <= :ready)',
            set: ':until',
            values: { ':until': readyAt + cost },
          }
        : {
            expression: '#next > :ready AND #next <= :latest',
            set: '#next + :cost',
            values: { ':latest': latest, ':cost': cost },
          };
      const rateIsKnown = known.limits ? '#rate = :rate' : 'attribute_not_exists(#rate)';
      try {
        const { Attributes } = await dynamoDb.send(
          new UpdateCommand({
            ...target,
            UpdateExpression: `SET #next = ${begins.set}`,
            ConditionExpression: `${rateIsKnown} AND ${begins.expression}`,
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: {
              ...begins.values,
              ':ready': readyAt,
              ...(known.limits && { ':rate': rate }),
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        const changed = stateOf(Attributes);
        return { lease: { next: changed.next - cost, until: changed.next, rate }, known: changed };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { known: error.Item ? stateOf(unmarshall(error.Item)) : nothingKnown };
      }
    },

    async keepLimits({ rate, quota, sentLast24Hours, sendingEnabled, askedAt }) {
      const values = {
        rate,
        quota,
        sent_last_24_hours: sentLast24Hours,
        sending_enabled: sendingEnabled,
        asked_at: askedAt.toISOString(),
      };
      const names = Object.keys(values);
      await dynamoDb.send(
        new UpdateCommand({
          ...target,
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [`:${name}`, value]),
          ),
        }),
      );
    },
  };
}

function stateOf(item: unknown): PaceState {
  const { next = 0, rate, quota, sent_last_24_hours, sending_enabled, asked_at } = paceItem.parse(item);
  const isKnown =
    rate !== undefined &&
    quota !== undefined &&
    sent_last_24_hours !== undefined &&
    sending_enabled !== undefined &&
    asked_at !== undefined;
  return {
    next,
    limits: isKnown
      ? {
          rate,
          quota,
          sentLast24Hours: sent_last_24_hours,
          sendingEnabled: sending_enabled,
          askedAt: new Date(asked_at),
        }
      : undefined,
  };
}
