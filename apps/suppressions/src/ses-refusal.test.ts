import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { sesRefusal } from './ses-refusal';

const refusal = (name: string, httpStatusCode: number) =>
  new SESv2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });

test.each([
  [refusal('NotFoundException', 404), 'absent'],
  [refusal('TooManyRequestsException', 429), 'throttled'],
  [refusal('ThrottlingException', 400), 'throttled'],
  [refusal('BadRequestException', 400), 'refused'],
  [refusal('AccessDeniedException', 403), undefined],
  [refusal('InternalFailure', 500), undefined],
  [new Error('socket hang up'), undefined],
])('%p says %p', (error, expected) => {
  expect(sesRefusal(error)).toBe(expected);
});
