import * as z from 'zod';
import { invalidAttributeValue } from './sqs-errors';

/** Settings of a standard queue, under AWS's names and in its units (seconds). */
export interface QueueSettings {
  VisibilityTimeout?: number;
  MessageRetentionPeriod?: number;
  ReceiveMessageWaitTimeSeconds?: number;
  DelaySeconds?: number;
  MaximumMessageSize?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}

export type CompleteQueueSettings = Readonly<z.infer<typeof completeQueueSettings>>;

/** SQS takes 1 MiB since 2025, in one message as in the sum of a batch. */
export const maximumMessageBytes = 1_048_576;
export const maximumVisibilityTimeoutSeconds = 43_200;
export const maximumDelaySeconds = 900;
export const maximumWaitTimeSeconds = 20;

const seconds = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);

/** Ranges and defaults: AWS documentation: API_SetQueueAttributes. */
const completeQueueSettings = z.strictObject({
  VisibilityTimeout: seconds(0, maximumVisibilityTimeoutSeconds).default(30),
  MessageRetentionPeriod: seconds(60, 1_209_600).default(345_600),
  ReceiveMessageWaitTimeSeconds: seconds(0, maximumWaitTimeSeconds).default(0),
  DelaySeconds: seconds(0, maximumDelaySeconds).default(0),
  MaximumMessageSize: z.int().min(1024).max(maximumMessageBytes).default(maximumMessageBytes),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int().min(1).max(1000) })
    .exactOptional(),
});

/** Fills in AWS's defaults. Throws `InvalidAttributeValue`, naming the setting, for what AWS refuses. */
export function withDefaults(settings: QueueSettings): CompleteQueueSettings {
  const result = completeQueueSettings.safeParse(settings);
  if (!result.success) throw invalidAttributeValue(String(result.error.issues[0]?.path[0] ?? 'Attributes'));
  return result.data;
}

/** Reads settings that `withDefaults` has given and the store has kept. */
export function readSettings(text: string): CompleteQueueSettings {
  return completeQueueSettings.parse(JSON.parse(text));
}
