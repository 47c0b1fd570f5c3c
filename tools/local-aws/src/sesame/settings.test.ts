import { resolve } from 'node:path';
import { readSettings } from './settings';

test('without variables there are the ports and the folder of the README', () => {
  expect(readSettings({})).toEqual({
    apiPort: 3000,
    awsPort: 4566,
    roleApiPort: 0,
    dataFolder: resolve('.sesame'),
    deploy: 'all',
    sendQuota: { maxSendRate: 50, max24HourSend: 50_000 },
  });
});

test.each([
  ['SESAME_SES_MAX_SEND_RATE', '0'],
  ['SESAME_SES_MAX_24_HOUR_SEND', '0'],
  ['SESAME_SES_MAX_24_HOUR_SEND', '-2'],
])('%s=%s is refused by its name', (variable, value) => {
  expect(() => readSettings({ [variable]: value })).toThrow(variable);
});

test('a quota of -1 is no limit, as GetAccount tells it', () => {
  expect(readSettings({ SESAME_SES_MAX_24_HOUR_SEND: '-1' }).sendQuota.max24HourSend).toBe(-1);
});

test('a port that is none is named', () => {
  expect(() => readSettings({ SESAME_API_PORT: 'http' })).toThrow('SESAME_API_PORT');
});
