import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parse, parseDocument } from 'yaml';

/** A `role.yml` of the repository, with the lines of what stands in it. */
export interface RoleFile {
  /** From the top of the repository. */
  path: string;
  /** What precedes the document: the sentence that says what the role is for. */
  purpose: string;
  /** Whether a function runs as this role: it stands beside the function's handler. */
  isOfAFunction: boolean;
  /** Whether a deployed role of this name comes from this file. */
  describes(roleName: string): boolean;
  /** The line of a member, or of the deepest there is on the way to it. */
  lineOf(...path: (string | number)[]): number;
}

/** Every `role.yml` below `apps`, in the order of their paths. */
export function findRoleFiles(repository: string): RoleFile[] {
  const names: unknown = parse(readFileSync(join(repository, 'names.yml'), 'utf8'));
  return globSync('apps/**/role.yml', { cwd: repository, exclude: (path) => path.includes('node_modules') })
    .sort()
    .map((path) => {
      const isOfAFunction = existsSync(join(repository, dirname(path), 'handler.ts'));
      return readRoleFile(path, readFileSync(join(repository, path), 'utf8'), { names, isOfAFunction });
    });
}

/** `names` is what names.yml holds: a role is called by it. */
export function readRoleFile(
  path: string,
  text: string,
  { names, isOfAFunction }: { names: unknown; isOfAFunction: boolean },
): RoleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const line = (node: Node) => lines.linePos(node.range?.[0] ?? 0).line;
  const roleName = String(document.getIn(['Properties', 'RoleName']));
  const pattern = new RegExp(`^${patternOf(roleName, names)}$`);
  return {
    path,
    isOfAFunction,
    purpose: (/^(#.*\n)*/.exec(text)?.[0] ?? '').replaceAll(/^# ?/gm, '').trim().replaceAll('\n', ' '),
    describes: (name) => pattern.test(name),
    lineOf(...steps) {
      let at = 1;
      let node: unknown = document.contents;
      for (const step of ['Properties', ...steps]) {
        const found = child(resolved(node, document), step);
        if (!isNode(found)) break;
        at = line(found);
        node = found;
      }
      return at;
    },
  };
}

/** A name with the variables of the framework in it, as a pattern: what names.yml holds for them, or anything. */
function patternOf(name: string, names: unknown): string {
  return name
    .split(/(\$\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('${')) return part.replace(/[.+?^$()|[\]\\]/g, '\\$&');
      const steps = /^\$\{self:custom\.names\.([\w.]+)\}$/.exec(part)?.[1]?.split('.');
      const found = steps?.reduce<unknown>(
        (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
        names,
      );
      if (typeof found === 'string') return patternOf(found, names);
      return part === '${sls:stage}' ? 'local' : '[\\w-]+';
    })
    .join('');
}

function child(node: unknown, step: string | number): unknown {
  if (isMap(node)) return node.get(step, true);
  // A list of one may be written without the list.
  if (isSeq(node)) return node.items[Number(step)];
  return step === 0 ? node : undefined;
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}
