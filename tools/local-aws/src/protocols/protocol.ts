import type { AwsError } from '../aws-error';

/** How one wire protocol reads a request and writes an answer. */
export interface WireProtocol {
  answer(operation: string, output: unknown, requestId: string): WireAnswer;
  refuse(error: AwsError, requestId: string): WireAnswer;
}

export interface WireAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** An output that is the HTTP answer itself: its body is somebody's bytes (an object, a function's answer) and no structure. */
export class Payload {
  constructor(
    readonly body: string | Buffer,
    readonly headers: Record<string, string> = {},
    readonly statusCode = 200,
  ) {}
}
