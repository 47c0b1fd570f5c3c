import * as z from 'zod';
import { type Fault, faultKinds } from '../faults/faults';
import { batchOperations } from '../faults/unprocessed-items';
import { type Door, type DoorParts, json, refused } from './door';

const input = z.strictObject({
  service: z.string(),
  operation: z.string().exactOptional(),
  function: z.string().exactOptional(),
  kind: z.enum(faultKinds),
  rate: z.number().gt(0).lte(1).exactOptional(),
  count: z.int().positive().exactOptional(),
  seed: z.int().default(1),
  delayMs: z.int().positive().max(120_000).exactOptional(),
});
type Input = z.infer<typeof input>;

/**
 * `POST /_sesame/faults {"service", "operation"?, "function"?, "kind", "rate" | "count", "seed"?, "delayMs"?}`: calls of that
 * service and operation, by that function alone if given, go wrong: the next `count` of them, or a share of them.
 */
export const addFault: Door = {
  method: 'POST',
  path: '/_sesame/faults',
  open(parts, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const problem = problemOf(parsed.data, parts);
    if (problem !== undefined) return refused(422, problem);
    const { function: name, ...settings } = parsed.data;
    const added = parts.faults.add({ ...settings, ...(name !== undefined && { role: parts.rolePrefix + name }) });
    return json(shown(added, parts));
  },
};

/** `GET /_sesame/faults`: every fault, with the matching calls it has seen and how many it hit. */
export const listFaults: Door = {
  method: 'GET',
  path: '/_sesame/faults',
  open: (parts) => json(parts.faults.list().map((fault) => shown(fault, parts))),
};

/** `DELETE /_sesame/faults`: everything works again. */
export const clearFaults: Door = {
  method: 'DELETE',
  path: '/_sesame/faults',
  open: ({ faults }) => json({ cleared: faults.clear() }),
};

/** `DELETE /_sesame/faults/{id}`: takes one fault away. */
export const clearFault: Door = {
  method: 'DELETE',
  path: '/_sesame/faults/{id}',
  open({ faults }, { path }) {
    const cleared = faults.clear(Number(path['id']));
    return cleared === 0 ? refused(404, `There is no fault ${path['id']}.`) : json({ cleared });
  },
};

function shown({ role, ...fault }: Fault, { rolePrefix }: DoorParts): object {
  return { ...fault, ...(role !== undefined && { function: role.slice(rolePrefix.length) }) };
}

function problemOf(given: Input, { services, roles, rolePrefix }: DoorParts): string | undefined {
  const { service: signingName, operation, function: name, kind, rate, count, delayMs } = given;
  const service = services.find((one) => one.signingName === signingName);
  if (!service)
    return `No service is called ${signingName}; there are ${sorted(services.map((one) => one.signingName))}.`;
  const operations = service.operations.map((one) => one.name);
  if (operation !== undefined && !operations.includes(operation))
    return `${signingName} has no operation ${operation}; there are ${sorted(operations)}.`;
  const functions = roles
    .all()
    .flatMap((role) => (role.name.startsWith(rolePrefix) ? [role.name.slice(rolePrefix.length)] : []));
  if (name !== undefined && !functions.includes(name))
    return `No function is called ${name}; there are ${sorted(functions)}.`;
  if (rate === undefined && count === undefined)
    return 'Say which calls: "count" (the next so many), "rate" (a share of them, above 0 and up to 1), or both.';
  const isDelay = kind === 'delay' || kind === 'delay-after';
  if (isDelay !== (delayMs !== undefined))
    return '"delayMs" (up to 120000) belongs to the kinds delay and delay-after, and to no other.';
  if (kind === 'unprocessed' && !(signingName === 'dynamodb' && batchOperations.includes(operation ?? '')))
    return `The kind unprocessed belongs to dynamodb and the operations ${batchOperations.join(', ')}.`;
  return undefined;
}

function sorted(names: string[]): string {
  return [...new Set(names)].sort().join(', ');
}
