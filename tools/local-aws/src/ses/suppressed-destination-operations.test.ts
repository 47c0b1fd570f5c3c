import { deleteSuppressedDestination } from './delete-suppressed-destination';
import { getSuppressedDestination } from './get-suppressed-destination';
import { listSuppressedDestinations } from './list-suppressed-destinations';
import { putSuppressedDestination } from './put-suppressed-destination';
import { openSesUnderTest, testCall, testTime, refusal } from './ses-under-test';

type Ses = ReturnType<typeof openSesUnderTest>['ses'];
const put = (ses: Ses, EmailAddress: string, Reason = 'BOUNCE') =>
  putSuppressedDestination.run(ses, { EmailAddress, Reason }, testCall);
const get = (ses: Ses, EmailAddress: string) => getSuppressedDestination.run(ses, { EmailAddress }, testCall);
const list = (ses: Ses, query: object) =>
  listSuppressedDestinations.run(ses, listSuppressedDestinations.input.parse(query), testCall) as {
    SuppressedDestinationSummaries: { EmailAddress: string }[];
    NextToken?: string;
  };
const listed = (ses: Ses, query: object) =>
  list(ses, query).SuppressedDestinationSummaries.map((summary) => summary.EmailAddress);

test('what a person adds is told without a cause, its time in seconds', () => {
  const { ses } = openSesUnderTest();
  expect(put(ses, 'Alice@Example.net', 'COMPLAINT')).toEqual({});
  expect(get(ses, 'Alice@example.NET')).toEqual({
    SuppressedDestination: {
      EmailAddress: 'Alice@example.net',
      Reason: 'COMPLAINT',
      LastUpdateTime: testTime / 1000,
    },
  });
});

test('what a bounce added is told with the message and the feedback', () => {
  const { ses, send } = openSesUnderTest({ receptionAt: () => 'knows no such user' });
  const MessageId = send();
  expect(get(ses, 'alice@example.net')).toMatchObject({
    SuppressedDestination: { Attributes: { MessageId, FeedbackId: expect.stringMatching(/^0100/) as string } },
  });
});

test('a removed address is not found any more, and mail reaches it again', () => {
  const { ses, send, records, addDestination } = openSesUnderTest();
  addDestination('events', ['DELIVERY', 'BOUNCE']);
  void put(ses, 'alice@example.net');
  expect(deleteSuppressedDestination.run(ses, { EmailAddress: 'alice@example.net' }, testCall)).toEqual({});
  expect(() => get(ses, 'alice@example.net')).toThrow(refusal('NotFoundException', undefined, 404));
  send();
  expect(records()).toEqual([expect.objectContaining({ eventType: 'Delivery' })]);
});

test('the list is filtered by reasons and by time, and paged', () => {
  const { ses, clock } = openSesUnderTest();
  void put(ses, 'a@example.net');
  clock.advance(3_600_000);
  void put(ses, 'b@example.net', 'COMPLAINT');
  void put(ses, 'c@example.net');
  expect(listed(ses, {})).toEqual(['a@example.net', 'b@example.net', 'c@example.net']);
  expect(listed(ses, { Reason: 'COMPLAINT' })).toEqual(['b@example.net']);
  expect(listed(ses, { Reason: ['BOUNCE', 'COMPLAINT'] })).toHaveLength(3);
  expect(listed(ses, { StartDate: '2026-11-20T10:00:00Z' })).toEqual(['b@example.net', 'c@example.net']);
  expect(listed(ses, { EndDate: '2026-11-20T10:00:00Z' })).toEqual(['a@example.net']);
  const { NextToken } = list(ses, { PageSize: '2' });
  expect(listed(ses, { PageSize: '2', NextToken })).toEqual(['c@example.net']);
});

test('a reason that is none is refused in the words of AWS', () => {
  const { ses } = openSesUnderTest();
  const message =
    "1 validation error detected: Value at 'reason' failed to satisfy constraint: Member must satisfy enum value set: [BOUNCE, COMPLAINT]";
  expect(() => put(ses, 'a@example.net', 'SPAM')).toThrow(refusal('BadRequestException', message));
  expect(() => list(ses, { Reason: 'SPAM' })).toThrow(message);
});

test('an address that is none is refused', () => {
  expect(() => put(openSesUnderTest().ses, 'nobody')).toThrow('Invalid email address nobody.');
});

test('each of the operations takes one request a second', () => {
  const { ses, clock } = openSesUnderTest({ requestsPerSecond: 1 });
  void put(ses, 'a@example.net');
  expect(() => put(ses, 'b@example.net')).toThrow(refusal('TooManyRequestsException', undefined, 429));
  expect(listed(ses, {})).toEqual(['a@example.net']);
  expect(() => listed(ses, {})).toThrow('Rate exceeded');
  clock.advance(1_000);
  void put(ses, 'b@example.net');
  expect(get(ses, 'b@example.net')).toBeDefined();
  const remove = () => deleteSuppressedDestination.run(ses, { EmailAddress: 'b@example.net' }, testCall);
  void remove();
  for (const again of [remove, () => get(ses, 'a@example.net')]) expect(again).toThrow('Rate exceeded');
});

test('the list of the account takes no resource', () => {
  const { ses } = openSesUnderTest();
  const input = { EmailAddress: 'a@example.net', Reason: 'BOUNCE' };
  const operations = [deleteSuppressedDestination, getSuppressedDestination, putSuppressedDestination];
  for (const { name, access } of operations) {
    expect(access(ses, input, { type: 'anonymous' })).toEqual([
      { action: `ses:${name}`, resource: '*', context: { 'ses:ApiVersion': '2' } },
    ]);
  }
  expect(listSuppressedDestinations.access(ses, {}, { type: 'anonymous' })[0]?.resource).toBe('*');
});
