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
