import { templatesInMemory, type TemplateTable } from '@sesame/template';
import * as fc from 'fast-check';
import { service, welcome } from './service.fixture';

const numRuns = Number(process.env['SESAME_LAW_RUNS'] ?? 200);
const edit = fc.record({ does: fc.constant('edit' as const), subject: fc.constantFrom('a', 'b', 'c') });
const publish = fc.record({ does: fc.constant('publish' as const) });
const rollBack = fc.record({ does: fc.constant('roll back' as const), version: fc.integer({ min: 1, max: 4 }) });
const command = fc.oneof(edit, publish, rollBack);

/** The table, with every call taking its turn in an order that fast-check chooses. */
function scheduled(templates: TemplateTable, scheduler: fc.Scheduler): TemplateTable {
  return {
    ...templates,
    find: scheduler.scheduleFunction(templates.find),
    content: scheduler.scheduleFunction(templates.content),
    version: scheduler.scheduleFunction(templates.version),
    save: scheduler.scheduleFunction(templates.save),
  };
}

test('whatever people do at once, each change is one revision, versions have no gaps, and none ever changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(command, { maxLength: 8 }), async (scheduler, commands) => {
      const templates = templatesInMemory();
      const { create } = service(templates);
      const id = String((await create(welcome))['id']);
      const concurrent = service(scheduled(templates, scheduler));
      const answers = commands.map((each) => {
        if (each.does === 'edit') return concurrent.update(id, { subject: each.subject });
        if (each.does === 'publish') return concurrent.publish(id);
        return concurrent.rollBack(id, { version: each.version });
      });
      const settled = scheduler.waitFor(Promise.allSettled(answers));
      const outcomes = await settled;

      const template = await templates.find(id, 'own');
      const { entries } = await templates.versions({ connection: 'own', id }, { limit: 100 });
      const numbers = entries.map(({ version }) => version).reverse();
      expect(numbers).toEqual(numbers.map((_, n) => n + 1));
      expect(template?.lastVersion).toBe(numbers.length);
      expect(new Set(entries.map(({ versionId }) => versionId)).size).toBe(entries.length);
      if (template?.published) expect(numbers).toContain(template.published.version);
      for (const { version, versionId } of entries) {
        expect(await templates.content({ connection: 'own', id }, versionId)).toBeDefined();
        if (version === template?.published?.version) expect(template.published.versionId).toBe(versionId);
      }
      // What was not refused was written or found to be so already; nobody was told of a change that is lost.
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue;
        expect(outcome.reason).toMatchObject({ errorName: expect.stringMatching(/not_found|application_error/) });
      }
    }),
    { numRuns },
  );
});

test('two edits of different fields at once are both kept', async () => {
  const templates = templatesInMemory();
  const { create, update, get } = service(templates);
  const id = String((await create(welcome))['id']);
  await Promise.all([update(id, { subject: 'New' }), update(id, { text: 'New' })]);
  expect(await get(id)).toMatchObject({ subject: 'New', text: 'New' });
});

test('who loses too often is asked to try again', async () => {
  const templates = templatesInMemory();
  const { create } = service(templates);
  const id = String((await create(welcome))['id']);
  const { update } = service({ ...templates, save: async () => 'changed' });
  await expect(update(id, { subject: 'New' })).rejects.toMatchObject({
    errorName: 'application_error',
    details: { retryAfterSeconds: 1 },
  });
});
