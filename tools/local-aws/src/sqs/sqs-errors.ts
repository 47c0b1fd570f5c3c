import { AwsError } from '../aws-error';

/**
 * SQS has two names for most errors: that of its JSON protocol, and that of its older Query protocol, which the header
 * `x-amzn-query-error` and the failed entries of a batch still use. Names: the service model of the AWS SDK. Texts that
 * AWS does not document are as recorded in public, else unverified.
 */
function sqsError(
  code: string,
  message: string,
  { queryErrorCode = `AWS.SimpleQueueService.${code}`, statusCode = 400 } = {},
): AwsError {
  return new AwsError(code, message, statusCode, { queryErrorCode });
}

/** The name that a batch's failed entry gives for `error`. */
export function queryErrorCodeOf(error: AwsError): string {
  const { queryErrorCode } = error.members;
  return typeof queryErrorCode === 'string' ? queryErrorCode : error.code;
}

export const queueDoesNotExist = () =>
  sqsError('QueueDoesNotExist', 'The specified queue does not exist.', {
    queryErrorCode: 'AWS.SimpleQueueService.NonExistentQueue',
  });

export const invalidAddress = (address: string) =>
  sqsError('InvalidAddress', `The address ${address} is not valid for this endpoint.`, {
    queryErrorCode: 'InvalidAddress',
    statusCode: 404,
  });

export const invalidParameterValue = (message: string) =>
  sqsError('InvalidParameterValueException', message, { queryErrorCode: 'InvalidParameterValue' });

/** A value that is out of its range; `reason` is a sentence. */
export const invalidValueOf = (parameter: string, value: unknown, reason: string) =>
  invalidParameterValue(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (parameter: string) =>
  sqsError('MissingRequiredParameterException', `The request must contain the parameter ${parameter}.`, {
    queryErrorCode: 'MissingParameter',
  });

export const invalidAttributeName = (name: string) =>
  sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`, { queryErrorCode: 'InvalidAttributeName' });

export const invalidAttributeValue = (name: string) =>
  sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`, {
    queryErrorCode: 'InvalidAttributeValue',
  });

export const messageTooLong = (maximumBytes: number) =>
  invalidParameterValue(
    `One or more parameters are invalid. Reason: Message must be shorter than ${maximumBytes} bytes.`,
  );

export const invalidMessageContents = () =>
  sqsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    { queryErrorCode: 'InvalidMessageContents' },
  );

export const receiptHandleIsInvalid = (receiptHandle: string) =>
  sqsError('ReceiptHandleIsInvalid', `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`, {
    queryErrorCode: 'ReceiptHandleIsInvalid',
    statusCode: 404,
  });

export const messageNotAvailable = (receiptHandle: string) =>
  invalidValueOf(
    'ReceiptHandle',
    receiptHandle,
    'Message does not exist or is not available for visibility timeout change.',
  );

export const messageNotInflight = () => sqsError('MessageNotInflight', "The specified message isn't in flight.");

export const overLimit = () =>
  sqsError('OverLimit', 'The maximum number of in flight messages is reached.', {
    queryErrorCode: 'OverLimit',
    statusCode: 403,
  });

export const purgeQueueInProgress = (queueName: string) =>
  sqsError('PurgeQueueInProgress', `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`, {
    statusCode: 403,
  });

export const emptyBatchRequest = (entryType: string) =>
  sqsError('EmptyBatchRequest', `There should be at least one ${entryType} in the request.`);

export const tooManyEntriesInBatchRequest = (count: number) =>
  sqsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are 10. You have sent ${count}.`);

export const invalidBatchEntryId = () =>
  sqsError(
    'InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
  );

export const batchEntryIdsNotDistinct = (id: string) => sqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);

export const batchRequestTooLong = (maximumBytes: number, bytes: number) =>
  sqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maximumBytes} bytes. You have sent ${bytes} bytes.`,
  );
