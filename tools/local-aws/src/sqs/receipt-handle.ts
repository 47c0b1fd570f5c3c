/** What a receipt handle stands for: one receive of one message from one queue. */
export interface Receipt {
  queueName: string;
  sequence: number;
  /** Which receive from this queue it was, from 1. */
  receiveCount: number;
}

export function receiptHandleOf({ queueName, sequence, receiveCount }: Receipt): string {
  return Buffer.from(`${queueName} ${sequence} ${receiveCount}`).toString('base64');
}

/** Undefined for what SQS never handed out. */
export function readReceiptHandle(receiptHandle: string): Receipt | undefined {
  const [, queueName, sequence, receiveCount] =
    /^([\w-]+) (\d{1,15}) (\d{1,9})$/.exec(Buffer.from(receiptHandle, 'base64').toString()) ?? [];
  if (queueName === undefined || sequence === undefined || receiveCount === undefined) return undefined;
  return { queueName, sequence: Number(sequence), receiveCount: Number(receiveCount) };
}
