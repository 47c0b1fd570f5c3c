import { alarmFaults } from './packaged/alarm-faults';
import { exportedNames, importsFromNowhere } from './packaged/export-faults';
import { permissionFaults } from './packaged/permission-faults';
import { policyFaults } from './packaged/policy-faults';
import { queueFaults } from './packaged/queue-faults';
import { referenceFaults } from './packaged/reference-faults';
import { schemaFaults } from './packaged/schema-faults';
import { inWords, packagedTemplates } from './packaged/template';

const templates = packagedTemplates();

/** Another stack may import any of them, so a name that was exported once is exported for good. */
const exportedForGood = ['sesame-local-api-id', 'sesame-local-role-api-id'];

test('the root stack and every service are packaged', () => {
  expect(templates.map(({ stack }) => stack)).toEqual(
    expect.arrayContaining(['root', 'bounces', 'complaints', 'identities', 'sender', 'suppressions']),
  );
});

test.each(templates)('$stack is as CloudFormation specifies its resources', ({ stack, template }) => {
  expect(schemaFaults(template).map((fault) => inWords(stack, fault))).toEqual([]);
});

test.each(templates)('in $stack every reference leads somewhere', ({ stack, template }) => {
  expect(referenceFaults(template).map((fault) => inWords(stack, fault))).toEqual([]);
});

test.each(templates)('in $stack no message is lost, and none lies unseen', ({ stack, template }) => {
  expect(queueFaults(template).map((fault) => inWords(stack, fault))).toEqual([]);
});

test.each(templates)(
  'in $stack every function has its alarms, and every alarm tells somebody',
  ({ stack, template }) => {
    expect(alarmFaults(template).map((fault) => inWords(stack, fault))).toEqual([]);
  },
);

test.each(templates)('$stack lets in only those it means', ({ stack, template }) => {
  expect(policyFaults(template).map((fault) => inWords(stack, fault))).toEqual([]);
});

test.each(templates)(
  'what roles of $stack may do is what AWS knows, no wider than need be',
  async ({ stack, template }) => {
    expect((await permissionFaults(template)).map((fault) => inWords(stack, fault))).toEqual([]);
  },
);

test('every import is exported, and what was exported once still is', () => {
  expect(importsFromNowhere(templates)).toEqual([]);
  const exported = templates.flatMap(({ stack, template }) => (stack === 'root' ? exportedNames(template) : []));
  expect(exported).toEqual(expect.arrayContaining(exportedForGood));
});
