import { randomBytes } from 'node:crypto';
import { mostPackedBytes, packTemplate, unpackTemplate } from './content-item';

test('a content is read as it was written', () => {
  const content = {
    subject: 'Hello {{name}}',
    html: '<p>{{name}}</p>',
    from: 'Shop <hello@example.com>',
    replyTo: ['answers@example.com'],
    stream: 'marketing' as const,
    variables: [{ key: 'name', type: 'string' as const, fallback_value: null, created_at: 'then', updated_at: 'now' }],
  };
  expect(unpackTemplate(packTemplate(content))).toEqual(content);
});

test('the largest template, all of it a picture inside, fits an item', () => {
  const html = `<img alt="" src="data:image/png;base64,${randomBytes(375_000).toString('base64')}">`.slice(0, 500_000);
  expect(packTemplate({ html, replyTo: [], variables: [] }).length).toBeLessThan(mostPackedBytes);
});
