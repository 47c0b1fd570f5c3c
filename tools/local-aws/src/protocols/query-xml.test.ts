import { AwsError } from '../aws-error';
import { queryXml, readQueryForm } from './query-xml';

test('a Query form becomes members, lists and maps', () => {
  const form =
    'Action=Publish&Version=2010-03-31&TopicArn=t&Message=a%26b&Attributes.entry.2.key=B&Attributes.entry.2.value=2&Attributes.entry.1.key=A&Attributes.entry.1.value=1&Tags.member.1.Key=k&Tags.member.1.Value=v&Tags.member.2.Key=l';
  expect(readQueryForm(form)).toEqual({
    TopicArn: 't',
    Message: 'a&b',
    Attributes: { A: '1', B: '2' },
    Tags: [{ Key: 'k', Value: 'v' }, { Key: 'l' }],
  });
});

test('more than nine members of a list keep their order', () => {
  const form = Array.from({ length: 12 }, (_, index) => `Names.member.${index + 1}=n${index + 1}`)
    .reverse()
    .join('&');
  expect(readQueryForm(form)).toEqual({ Names: Array.from({ length: 12 }, (_, index) => `n${index + 1}`) });
});

test('an answer stands in its result element, lists in members, and text is escaped', () => {
  const { body } = queryXml('http://example.com/ns/').answer(
    'ListTopics',
    { Topics: [{ TopicArn: 'a<b' }, { TopicArn: 'c' }] },
    'r',
  );
  expect(body).toBe(
    '<ListTopicsResponse xmlns="http://example.com/ns/"><ListTopicsResult><Topics><member><TopicArn>a&lt;b</TopicArn></member><member><TopicArn>c</TopicArn></member></Topics></ListTopicsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListTopicsResponse>',
  );
});

test('a refusal says whose fault it is', () => {
  const { refuse } = queryXml('http://example.com/ns/');
  expect(refuse(new AwsError('NotFound', 'Topic does not exist', 404), 'r')).toMatchObject({
    statusCode: 404,
    body: expect.stringContaining('<Type>Sender</Type><Code>NotFound</Code>'),
  });
  expect(refuse(new AwsError('InternalFailure', '', 500), 'r').body).toContain('<Type>Receiver</Type>');
});
