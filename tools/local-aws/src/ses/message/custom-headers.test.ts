import { readCustomHeaders } from './custom-headers';

test('headers that keep to the pattern are taken in their order, repeated names too', () => {
  const headers = [
    { Name: 'List-Unsubscribe', Value: '<https://example.com/u>' },
    { Name: 'X-Order', Value: '1' },
    { Name: 'X-Order', Value: '2' },
  ];
  expect(readCustomHeaders(headers)).toEqual(headers.map(({ Name, Value }) => ({ name: Name, value: Value })));
});

test.each([
  ['', 'x', "'content.simple.headers.1.member.name' failed to satisfy constraint: Member must have length between 1"],
  ['X'.repeat(127), 'x', 'between 1 and 126'],
  ['X-Order', '', 'between 1 and 995'],
  ['X-Order', 'x'.repeat(996), 'between 1 and 995'],
  ['X-Order', 'x'.repeat(990), 'less than or equal to 996'],
  ['X Order', 'x', 'Member must satisfy regular expression pattern: ^[!-9;-@A-~]+$'],
  ['X:Order', 'x', 'pattern: ^[!-9;-@A-~]+$'],
  ['X-Order', 'a\r\nBcc: b@example.net', 'pattern: [ -~]*'],
  ['X-Order', 'Grüße', 'pattern: [ -~]*'],
  ['Bcc', 'b@example.net', 'the header Bcc is not emulated'],
  ['X-SES-CONFIGURATION-SET', 'x', 'the header X-SES-CONFIGURATION-SET is not emulated'],
])('the header %j: %j is refused', (Name, Value, message) => {
  expect(() => readCustomHeaders([{ Name, Value }])).toThrow(message);
});

test('a sixteenth header is refused', () => {
  const headers = Array.from({ length: 16 }, (_, index) => ({ Name: `X-${index}`, Value: 'x' }));
  expect(() => readCustomHeaders(headers)).toThrow('less than or equal to 15');
  expect(readCustomHeaders(headers.slice(1))).toHaveLength(15);
});
