import { SESv2ServiceException } from '@aws-sdk/client-sesv2';

/** SES answers one request of a kind a second (AWS documentation: Service quotas in Amazon SES); a little more is safe. */
export const betweenRequestsMs = 1_100;

/**
 * What an error of SES says about a request: nothing of that name is there; too many requests; or that SES will not do
 * it, such as adding to its list in the sandbox. `undefined` for all that says nothing about the request itself: a role
 * without leave, an answer of 5xx, the network.
 */
export function sesRefusal(error: unknown): 'absent' | 'throttled' | 'refused' | undefined {
  if (!(error instanceof SESv2ServiceException)) return undefined;
  const { name, $metadata } = error;
  if (name === 'NotFoundException') return 'absent';
  if (name === 'TooManyRequestsException' || name === 'ThrottlingException') return 'throttled';
  return $metadata.httpStatusCode === 400 ? 'refused' : undefined;
}
