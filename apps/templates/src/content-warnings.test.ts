import { parseTemplate } from '@sesame/rendering';
import { contentWarnings } from './content-warnings';

function warningsOf(html: string, keys: string[] = []) {
  const parsed = parseTemplate({ html });
  if (!parsed.ok) throw new Error('This template cannot be read.');
  const variables = keys.map((key) => ({
    key,
    type: 'string' as const,
    fallback_value: null,
    created_at: '',
    updated_at: '',
  }));
  return contentWarnings({ html, replyTo: [], variables }, parsed.template);
}

test.each([
  ['<img src="a.png">', [{ kind: 'image_without_alt', line: 1, column: 1 }]],
  ['<p>\n <a href="#"><img src="{{logo}}"></a>', [{ kind: 'image_without_alt', line: 2, column: 14 }]],
  ['<table><tr><td><img alt="" src="a.png"><img alt="Logo" src="b.png"></table>', []],
  ['<p>{{{html}}}</p>', [{ kind: 'unescaped', field: 'html', line: 1 }]],
])('%s is warned of where it stands', (html, warnings) => {
  expect(warningsOf(html)).toMatchObject(warnings);
  expect(warningsOf(html)).toHaveLength(warnings.length);
});

test('once variables are declared, the unused and the undeclared are told', () => {
  expect(warningsOf('{{name}}')).toEqual([]);
  expect(warningsOf('{{name}} {{age}}', ['name', 'town'])).toMatchObject([
    { kind: 'unused_variable', message: 'town is declared, and the template does not use it.' },
    { kind: 'undeclared_variable', message: 'age is used, and not declared.' },
  ]);
});
