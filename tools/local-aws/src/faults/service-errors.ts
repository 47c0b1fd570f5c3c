import { AwsError } from '../aws-error';

const rateExceeded = 'Rate exceeded';
const failed = 'We encountered an internal error. Please try again.';
const tableOperations = /Table|TimeToLive/;

/**
 * How each service says that there were too many calls: its exception, text and status (AWS documentation: each service's
 * "Common errors", and the models of the SDK). DynamoDB answers a transaction so only at times, and else cancels it: unverified.
 */
export function throttlingError(service: string, operation: string): AwsError {
  switch (service) {
    case 'ses':
      return new AwsError(
        'TooManyRequestsException',
        operation === 'SendEmail' ? 'Maximum sending rate exceeded.' : rateExceeded,
        429,
      );
    case 'dynamodb':
      if (tableOperations.test(operation)) return new AwsError('ThrottlingException', rateExceeded);
      return new AwsError(
        'ProvisionedThroughputExceededException',
        'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      );
    case 'sqs':
      return new AwsError('RequestThrottled', 'Request is throttled.', 403, { queryErrorCode: 'RequestThrottled' });
    case 'sns':
      return new AwsError('Throttled', rateExceeded, 429);
    case 'lambda':
      return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: 'CallerRateLimitExceeded' });
    case 's3':
      return new AwsError('SlowDown', 'Please reduce your request rate.', 503);
    case 'apigateway':
      return new AwsError('TooManyRequestsException', 'Too Many Requests', 429);
    case 'sts':
    case 'cloudformation':
      return new AwsError('Throttling', rateExceeded);
    default:
      return new AwsError('ThrottlingException', rateExceeded);
  }
}

/** How each service says that it failed: a 500 of its own. */
export function internalError(service: string): AwsError {
  const names: Record<string, string> = {
    ses: 'InternalServiceErrorException',
    dynamodb: 'InternalServerError',
    sqs: 'InternalFailure',
    sns: 'InternalError',
    lambda: 'ServiceException',
    s3: 'InternalError',
    ecr: 'ServerException',
  };
  return new AwsError(names[service] ?? 'InternalFailure', failed, 500);
}
