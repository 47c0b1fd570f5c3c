import { resolve } from 'node:path';
import { readSettings } from './settings';

test('without variables there are the ports and the folder of the README', () => {
  expect(readSettings({})).toEqual({ apiPort: 3000, awsPort: 4566, dataFolder: resolve('.sesame'), deploy: 'all' });
});

test('a port that is none is named', () => {
  expect(() => readSettings({ SESAME_API_PORT: 'http' })).toThrow('SESAME_API_PORT');
});
