import { environment } from './environment';

test('the variables asked for come back by their names', () => {
  process.env['TABLE_NAME'] = 'emails';

  expect(environment(['TABLE_NAME'])).toEqual({ TABLE_NAME: 'emails' });
});

test('every variable that is missing is named', () => {
  process.env['TABLE_NAME'] = 'emails';
  process.env['EMPTY'] = '';

  expect(() => environment(['TABLE_NAME', 'QUEUE_URL', 'EMPTY'])).toThrow('QUEUE_URL, EMPTY');
});
