import * as z from 'zod/mini';
import { templateSchemas } from './openapi';
import { service, welcome } from './service.fixture';

const described = (schema: z.ZodMiniType, body: unknown) => expect(z.parse(schema, body)).toEqual(body);

test('every answer is as it is described', async () => {
  const {
    create,
    update,
    duplicate,
    publish,
    rollBack,
    get,
    list,
    versions,
    version,
    render,
    remove,
    sesState,
    repairSes,
  } = service();
  const created = await create({ ...welcome, variables: [{ key: 'name', type: 'string', fallback_value: 'you' }] });
  const id = String(created['id']);
  described(templateSchemas.saved, created);
  described(templateSchemas.shown, await get(id));
  described(templateSchemas.published, await publish(id));
  described(templateSchemas.saved, await update(id, { html: '<img src="x">', reply_to: 'answers@example.com' }));
  described(templateSchemas.shown, await get(id));
  described(templateSchemas.published, await publish(id));
  described(templateSchemas.published, await rollBack(id, { version: 1 }));
  described(templateSchemas.versions, await versions(id));
  described(templateSchemas.version, await version(id, undefined, { version: '1' }));
  described(templateSchemas.rendering, await render(id, { version: 1 }));
  described(templateSchemas.sesStates, await sesState(id));
  described(templateSchemas.sesRepair, await repairSes(id));
  described(templateSchemas.duplicated, await duplicate(id));
  described(templateSchemas.list, await list());
  described(templateSchemas.removed, await remove(id));
});
