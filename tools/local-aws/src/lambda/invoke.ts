import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import { Payload } from '../protocols/protocol';
import type { LambdaApi } from './lambda-api';

/** Bytes of the log that an answer carries. AWS documentation: Invoke, "the last 4 KB". */
const tailBytes = 4096;
/** What a function wrote comes through its process's output, which may arrive a moment after its answer. */
const outputGraceMs = 25;

/**
 * Waits for the function's answer (RequestResponse), or, for DryRun, only asks whether the caller may. With the log type
 * Tail the answer holds what the function wrote meanwhile, in other invocations at the same time too.
 */
export const invoke = operation<LambdaApi>()({
  name: 'Invoke',
  documentation: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html',
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations', payload: true },
  input: z.strictObject({
    FunctionName: z.string(),
    Qualifier: z.literal('$LATEST').optional(),
    Payload: z.instanceof(Buffer),
    Headers: z.object({
      'x-amz-invocation-type': z
        .enum(['RequestResponse', 'DryRun'], 'only RequestResponse and DryRun are emulated')
        .default('RequestResponse'),
      'x-amz-log-type': z.enum(['None', 'Tail']).default('None'),
      'x-amz-client-context': z.undefined('a client context is not emulated').optional(),
    }),
  }),
  access: ({ lambda }, { FunctionName }) => [
    {
      action: 'lambda:InvokeFunction',
      resource: arn('lambda', `function:${FunctionName}`),
      resourcePolicy: lambda.policyOf(FunctionName),
    },
  ],
  async run({ lambda, logs, clock }, { FunctionName, Payload: payload, Headers }) {
    const event = payload.length === 0 ? '{}' : payload.toString();
    if (!isJson(event))
      throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json: it is no JSON.');
    if (Headers['x-amz-invocation-type'] === 'DryRun') return new Payload('');
    const startedAt = clock.now();
    const result = await lambda.run(FunctionName, event);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(result.outcome === 'failed' && { 'x-amz-function-error': 'Unhandled' }),
    };
    if (Headers['x-amz-log-type'] === 'Tail') {
      await pause(outputGraceMs);
      const group = lambda.describe(FunctionName)?.logGroupName ?? '';
      const written = logs.events(group).filter(({ timestamp }) => timestamp >= startedAt);
      const text = Buffer.from(written.map(({ message }) => message).join(''));
      headers['x-amz-log-result'] = text.subarray(-tailBytes).toString('base64');
    }
    return new Payload(result.payload, headers);
  },
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
