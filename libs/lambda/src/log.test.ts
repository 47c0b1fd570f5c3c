import { log } from './log';

test('an entry is one short line of JSON', () => {
  const written: string[] = [];
  const console = log['console'] as Console;
  jest.spyOn(console, 'info').mockImplementation((line: string) => void written.push(line));

  log.info('sent', { id: '0193' });

  expect(written).toEqual(['{"level":"INFO","message":"sent","id":"0193"}']);
});
