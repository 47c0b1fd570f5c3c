import { SESv2ServiceException } from '@aws-sdk/client-sesv2';

/**
 * What an error of SES says about a change: too many requests, or that SES will not do it, such as one template more than its
 * quota. `undefined` for all that says nothing about the change itself: a role without leave, an answer of 5xx, the network.
 */
export function sesRefusal(error: unknown): 'throttled' | 'refused' | undefined {
  if (!(error instanceof SESv2ServiceException)) return undefined;
  const { name, $metadata } = error;
  if (name === 'TooManyRequestsException' || name === 'ThrottlingException') return 'throttled';
  return $metadata.httpStatusCode === 400 || $metadata.httpStatusCode === 404 ? 'refused' : undefined;
}
