import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutatedPackages, type RoleChange } from './mutated-packages';

const template = 'cloudformation-template-update-stack.json';
const read = { Sid: 'Read', Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' } as const;
const write = { ...read, Sid: 'Write', Action: 'dynamodb:PutItem' };
const role = (RoleName: string, ...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName, Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }] },
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutated-packages-'));
  mkdirSync(join(folder, 'dist', 'apps', 'shop'), { recursive: true });
  mkdirSync(join(folder, 'dist', 'tools', 'local-aws'), { recursive: true });
  const Resources = { One: role('one', read), Two: role('two', read, write), Table: { Type: 'AWS::DynamoDB::Table' } };
  writeFileSync(join(folder, 'dist', 'apps', 'shop', template), JSON.stringify({ Resources }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function statementsAfter(...changes: RoleChange[]): Record<string, unknown> {
  const to = mutatedPackages(join(folder, 'dist'), join(folder, 'mutants'), changes);
  const { Resources } = JSON.parse(readFileSync(join(to, 'apps', 'shop', template), 'utf8')) as {
    Resources: Record<string, ReturnType<typeof role>>;
  };
  const policiesOf = (name: string) =>
    Resources[name]?.Properties.Policies.map(({ PolicyDocument }) => PolicyDocument.Statement);
  expect(Resources['Table']).toEqual({ Type: 'AWS::DynamoDB::Table' });
  return { one: policiesOf('One'), two: policiesOf('Two') };
}

test.each<[string, RoleChange, object]>([
  ['a statement is taken away', { roleName: 'two', policyIndex: 0, index: 0 }, { one: [[read]], two: [[write]] }],
  [
    'a statement is replaced',
    { roleName: 'one', policyIndex: 0, index: 0, statement: write },
    { one: [[write]], two: [[read, write]] },
  ],
  [
    'a statement is added',
    { roleName: 'one', policyIndex: 0, index: 1, statement: write },
    { one: [[read, write]], two: [[read, write]] },
  ],
  [
    'the only statement is taken away, and its policy with it, since IAM takes none without',
    { roleName: 'one', policyIndex: 0, index: 0 },
    { one: [], two: [[read, write]] },
  ],
])('%s', (_, change, after) => {
  expect(statementsAfter(change)).toEqual(after);
});

test('a change of a role that nothing has is an error', () => {
  expect(() => statementsAfter({ roleName: 'three', policyIndex: 0, index: 0 })).toThrow('three');
});
