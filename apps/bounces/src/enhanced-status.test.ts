import { enhancedStatus } from './enhanced-status';

test.each([
  ['5.1.1', '5.1.1'],
  ['4.2.2 (mailbox of jane@example.com is full)', '4.2.2'],
  [' 5.1.10', '5.1.10'],
  ['2.0.0', '2.0.0'],
])('%j begins with the code %s', (status, code) => {
  expect(enhancedStatus(status)).toBe(code);
});

test.each([undefined, '', 'jane@example.com', '550', '550 5.1.1', '5.1', '5.1.1.1', '6.1.1', '5.1.1000'])(
  '%j holds no code where one should stand',
  (status) => {
    expect(enhancedStatus(status)).toBeUndefined();
  },
);
