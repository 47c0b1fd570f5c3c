import type { WireProtocol } from './protocol';

/** AWS JSON 1.0 (DynamoDB, SQS) and 1.1 (CloudWatch Logs, ECR). `namespace` qualifies the error's name (`com.amazonaws.sqs`). */
export function awsJson(version: '1.0' | '1.1', namespace: string): WireProtocol {
  const contentType = { 'content-type': `application/x-amz-json-${version}` };
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
