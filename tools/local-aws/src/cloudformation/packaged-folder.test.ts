import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readPackagedFolder } from './packaged-folder';

const folder = mkdtempSync(join(tmpdir(), 'packaged-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const template = { Resources: {} };
function written(provider: object) {
  const state = {
    service: { service: 'sesame-bounces', provider: { name: 'aws', stage: 'local', ...provider } },
    package: {},
  };
  writeFileSync(join(folder, 'serverless-state.json'), JSON.stringify(state));
  writeFileSync(join(folder, 'cloudformation-template-update-stack.json'), JSON.stringify(template));
  return readPackagedFolder(folder, join(folder, 'code'));
}

it('a package tells its stack name and template', () => {
  expect(written({ stackName: 'sesame-local-bounces' })).toMatchObject({ stackName: 'sesame-local-bounces', template });
});

it('a stack without a name of its own is called by service and stage', () => {
  expect(written({}).stackName).toBe('sesame-bounces-local');
});

it('code is found by the last part of its key, and unpacked', () => {
  writeFileSync(join(folder, 'bounces.zip'), zipSync({ 'handler.mjs': strToU8('export {};') }));
  const code = written({}).codeFolder(
    'serverless/sesame-bounces/local/1-2026-01-01T00:00:00.000Z/bounces.zip',
    'bucket',
  );
  expect(readFileSync(join(code, 'handler.mjs'), 'utf8')).toBe('export {};');
});

it('code that the package does not have is named', () => {
  expect(() => written({}).codeFolder('a/b/gone.zip', 'bucket')).toThrow('the package has no gone.zip');
});
