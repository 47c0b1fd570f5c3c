import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../../../docs/errors-of-iam.md'), 'utf8');
const explained = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);

test('every error of IAM and STS that the embedded AWS has is explained for people', () => {
  const sources = [__dirname, join(__dirname, '../iam')].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const thrown = sources.flatMap((source) => [...source.matchAll(/new AwsError\(\s*'(\w+)'/g)].map(([, name]) => name));
  expect(thrown).toContain('PackedPolicyTooLarge');
  expect(explained).toEqual(expect.arrayContaining(thrown));
});
