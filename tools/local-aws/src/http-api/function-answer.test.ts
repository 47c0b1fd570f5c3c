import { functionAnswer } from './function-answer';

test('a structured answer is given as it is, headers in lower case, cookies apart', () => {
  const answer = functionAnswer(
    JSON.stringify({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', 'X-Count': 3, 'Content-Length': '999' },
      cookies: ['a=1', 'b=2'],
      body: '{"id":"1"}',
    }),
  );
  expect(answer).toEqual({
    statusCode: 201,
    headers: { 'content-type': 'application/json', 'x-count': '3' },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from('{"id":"1"}'),
  });
});

test('a base64 body is decoded', () => {
  const answer = functionAnswer(JSON.stringify({ statusCode: 200, body: 'AP8=', isBase64Encoded: true }));
  expect(answer?.body).toEqual(Buffer.from([0, 255]));
});

test.each([
  ['{"id":"1"}', '{"id":"1"}'],
  ['[1,2]', '[1,2]'],
  ['"hello"', 'hello'],
])('%s without a statusCode is answered with 200 as JSON', (payload, body) => {
  expect(functionAnswer(payload)).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(body),
  });
});

test('a body without a type is plain text, and an empty answer has none', () => {
  expect(functionAnswer('{"statusCode":200,"body":"x"}')?.headers).toEqual({
    'content-type': 'text/plain; charset=utf-8',
  });
  expect(functionAnswer('{"statusCode":204}')).toEqual({
    statusCode: 204,
    headers: {},
    cookies: [],
    body: Buffer.alloc(0),
  });
});

test.each([
  '{"statusCode":"many"}',
  '{"statusCode":99}',
  '{"statusCode":200,"body":{"id":1}}',
  '{"statusCode":200,"headers":{"a":["b"]}}',
])('%s is no answer', (payload) => {
  expect(functionAnswer(payload)).toBeUndefined();
});
