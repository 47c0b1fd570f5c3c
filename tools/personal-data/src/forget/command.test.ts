import { readCommand } from './command';

test('an address in any form, and where; nothing is erased unless that is said', () => {
  expect(readCommand(['Zoe <Zoe@example.net>', '--local'], {})).toEqual({
    ...{ address: 'Zoe@example.net', yes: false, json: false, readUnits: 1000 },
    ...{ local: true, stage: 'local', region: 'us-east-1' },
  });
  expect(
    readCommand(['zoe@example.net', '--yes', '--stage', 'prod', '--read-units', '50'], { AWS_REGION: 'eu-west-1' }),
  ).toMatchObject({ yes: true, readUnits: 50, local: false, stage: 'prod', region: 'eu-west-1' });
});

test.each([
  [[], 'Say whom'],
  [['zoe@example.net'], 'Say where'],
  [['zoe', '--local'], 'That is no address: no at.'],
  [['a@example.net', 'b@example.net', '--local'], 'one address at a time'],
  [['zoe@example.net', '--local', '--read-units', '0'], '--read-units'],
  [['zoe@example.net', '--local', '--all'], 'all'],
])('%j says nothing that can be done', (args, words) => {
  expect(() => readCommand(args, {})).toThrow(words);
});
