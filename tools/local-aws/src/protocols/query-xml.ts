import { XMLBuilder } from 'fast-xml-parser';
import type { WireProtocol } from './protocol';

const contentType = { 'content-type': 'text/xml' };
const xml = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** AWS Query: a form goes in, XML comes back. SNS and STS. */
export function queryXml(namespace: string): WireProtocol {
  return {
    answer: (operation, output, requestId) => ({
      statusCode: 200,
      headers: contentType,
      body: xml.build({
        [`${operation}Response`]: {
          '@xmlns': namespace,
          [`${operation}Result`]: asXml(output ?? {}),
          ResponseMetadata: { RequestId: requestId },
        },
      }),
    }),
    refuse: ({ code, message, statusCode }, requestId) => ({
      statusCode,
      headers: contentType,
      body: xml.build({
        ErrorResponse: {
          '@xmlns': namespace,
          Error: { Type: statusCode < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
          RequestId: requestId,
        },
      }),
    }),
  };
}

/** Lists stand in `member` elements; a `Map` becomes `entry` elements of key and value. */
function asXml(value: unknown): unknown {
  if (Array.isArray(value)) return { member: value.map(asXml) };
  if (isMap(value)) return { entry: [...value].map(([key, entry]) => ({ key, value: asXml(entry) })) };
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asXml(member)]));
  return value;
}

function isMap(value: unknown): value is Map<unknown, unknown> {
  return value instanceof Map;
}

/**
 * Reads a Query form into nested objects: `A.entry.1.key=x&A.entry.1.value=y` is the map `{A: {x: 'y'}}`,
 * `B.member.1=z` the list `{B: ['z']}`. `Action` and `Version` are left out.
 */
export function readQueryForm(form: string): Record<string, unknown> {
  const tree: Tree = new Map();
  for (const [name, value] of new URLSearchParams(form)) {
    if (name === 'Action' || name === 'Version') continue;
    plant(tree, name.split('.'), value);
  }
  return Object.fromEntries([...tree].map(([name, branch]) => [name, collapse(branch)]));
}

type Tree = Map<string, Tree | string>;

function plant(tree: Tree, [first = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree.set(first, value);
    return;
  }
  const branch = tree.get(first);
  const next = branch === undefined || typeof branch === 'string' ? (new Map() as Tree) : branch;
  tree.set(first, next);
  plant(next, rest, value);
}

function collapse(branch: Tree | string): unknown {
  if (typeof branch === 'string') return branch;
  const members = branch.get('member');
  if (members instanceof Map) return inOrder(members).map(collapse);
  const entries = branch.get('entry');
  if (entries instanceof Map)
    return Object.fromEntries(
      inOrder(entries).map((entry) => (entry instanceof Map ? keyAndValue(entry) : ['', entry])),
    );
  return Object.fromEntries([...branch].map(([name, child]) => [name, collapse(child)]));
}

function keyAndValue(entry: Tree): [string, unknown] {
  const key = entry.get('key') ?? entry.get('Name');
  return [typeof key === 'string' ? key : '', collapse(entry.get('value') ?? entry.get('Value') ?? '')];
}

function inOrder(list: Tree): (Tree | string)[] {
  return [...list].sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}
