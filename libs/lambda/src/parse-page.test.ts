import { parsePage } from './parse-page';

const id = '01936f9e-2c00-7000-8000-0000000000AB';

test.each([
  [{}, { limit: 20 }],
  [{ limit: '1' }, { limit: 1 }],
  [
    { limit: '100', after: id },
    { limit: 100, after: id.toLowerCase() },
  ],
  [{ before: id }, { limit: 20, before: id.toLowerCase() }],
])('the query %j asks for %j', (query: Record<string, string>, page) => {
  expect(parsePage(query)).toEqual(page);
});

test.each([
  ['limit', { limit: '0' }],
  ['limit', { limit: '101' }],
  ['limit', { limit: '1e1' }],
  ['limit', { limit: '' }],
  ['after', { after: 'x' }],
  ['before', { before: '' }],
  ['before', { after: id, before: id }],
  ['limits', { limits: '5' }],
])('a query that is wrong in %s is refused: %j', (field, query: Record<string, string>) => {
  const refusal: unknown = expect.objectContaining({
    errorName: 'validation_error',
    details: expect.objectContaining({ field }),
  });
  expect(refusalOf(query)).toEqual(refusal);
});

function refusalOf(query: Record<string, string>): unknown {
  try {
    return parsePage(query);
  } catch (error) {
    return error;
  }
}
