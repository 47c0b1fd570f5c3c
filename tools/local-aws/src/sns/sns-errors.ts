import { AwsError } from '../aws-error';

/** SNS's errors, under its Query protocol's names. Texts that AWS does not document are unverified. */
export const topicDoesNotExist = () => new AwsError('NotFound', 'Topic does not exist', 404);

export const invalidParameter = (reason: string) => new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
