import type { WireProtocol } from './protocol';

const contentType = { 'content-type': 'application/x-amz-json-1.0' };

/** AWS JSON 1.0: DynamoDB and SQS. `namespace` qualifies the error's name (`com.amazonaws.sqs`). */
export function json10(namespace: string): WireProtocol {
  return {
    answer: (_operation, output) => ({ statusCode: 200, headers: contentType, body: JSON.stringify(output ?? {}) }),
    refuse({ code, message, statusCode, members }) {
      const { queryErrorCode, ...others } = members;
      return {
        statusCode,
        headers: {
          ...contentType,
          // SQS still tells clients of its older protocol what they would have read there.
          ...(typeof queryErrorCode === 'string' && { 'x-amzn-query-error': `${queryErrorCode};Sender` }),
        },
        body: JSON.stringify({ __type: `${namespace}#${code}`, message, ...others }),
      };
    },
  };
}
