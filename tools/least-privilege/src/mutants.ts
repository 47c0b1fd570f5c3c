import type { NamedPolicy, Statement } from '@sesame/iam';
import { listed, lineOf, type PlacedStatement, policiesWith, type Role, statementsOf } from './role';

/** A role with one thing changed that should not be. */
export interface Mutant {
  role: Role;
  /** Whether it may do less than the role, or more. */
  does: 'less' | 'more';
  /** `FindApiKey`: the statement that was changed. */
  sid: string;
  /** What was changed, in words: the same words every time, so that a reason can be kept for it. */
  change: string;
  /** Of role.yml. */
  line: number;
  policies: NamedPolicy[];
  placed: PlacedStatement;
  /** The changed statement; absent where it is gone. */
  statement?: Statement;
}

/** Every mutant of a role: what it grants, taken away piece by piece; its resources, widened; its conditions, dropped. */
export function mutantsOf(role: Role): Mutant[] {
  return statementsOf(role).flatMap((placed) => {
    const mutant = (
      does: Mutant['does'],
      change: string,
      path: (string | number)[],
      statement: Statement | undefined,
    ): Mutant => ({
      ...{ role, does, change, placed, sid: placed.statement.Sid ?? `statement ${placed.index}` },
      line: lineOf(role, placed, ...path),
      policies: policiesWith(role, placed, statement),
      ...(statement !== undefined && { statement }),
    });
    const changes = [...lessOf(placed.statement), ...moreOf(placed.statement)];
    return changes.map(({ does, change, path, statement }) => mutant(does, change, path, statement));
  });
}

interface Change {
  does: Mutant['does'];
  change: string;
  path: (string | number)[];
  statement: Statement | undefined;
}

/** A Deny that is gone lets more through; everything else that is gone lets less. */
function lessOf(statement: Statement): Change[] {
  const { Effect, Action, Resource, Condition = {} } = statement;
  if (Effect === 'Deny') return [{ does: 'more', change: 'denial removed', path: [], statement: undefined }];
  const without = <Value>(values: Value[], index: number) => values.filter((_, at) => at !== index);
  const [actions, resources] = [listed(Action), listed(Resource)];
  const less = (change: string, path: Change['path'], changed?: Statement): Change => ({
    ...{ does: 'less', change, path },
    statement: changed,
  });
  return [
    less('statement removed', []),
    ...(actions.length > 1 ? actions : []).map((action, index) =>
      less(`${action} removed`, ['Action', index], { ...statement, Action: without(actions, index) }),
    ),
    ...(resources.length > 1 ? resources : []).map((resource, index) =>
      less(`${resource} removed`, ['Resource', index], { ...statement, Resource: without(resources, index) }),
    ),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, wanted]) =>
        (listed(wanted).length > 1 ? listed(wanted) : []).map((value, index) =>
          less(`${operator} ${key} without ${value}`, ['Condition', operator, key, index], {
            ...statement,
            Condition: { ...Condition, [operator]: { ...keys, [key]: without(listed(wanted), index) } },
          }),
        ),
      ),
    ),
  ];
}

function moreOf(statement: Statement): Change[] {
  const { Effect, Resource, Condition = {} } = statement;
  if (Effect === 'Deny') return [];
  const resources = listed(Resource);
  return [
    ...resources.flatMap((resource, index) => {
      const wider = widened(resource);
      if (wider === undefined) return [];
      return {
        does: 'more' as const,
        change: `${resource} widened to ${wider}`,
        path: ['Resource', index],
        statement: { ...statement, Resource: resources.with(index, wider) },
      };
    }),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({
        does: 'more' as const,
        change: `condition ${operator} ${key} dropped`,
        path: ['Condition', operator, key],
        statement: withoutCondition(statement, operator, key),
      })),
    ),
  ];
}

/**
 * A resource and its neighbours: of an index, its table; of anything else, whatever has another last name. Everything has no
 * neighbours.
 */
export function widened(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const index = /^(.*:table\/[^/]+)\/index\/.*$/.exec(resource);
  if (index) return `${index[1]}*`;
  return resource.replace(/[:/]\*$/, '').replace(/[^:/]+$/, '*');
}

function withoutCondition(statement: Statement, operator: string, key: string): Statement {
  const { Condition, ...rest } = statement;
  const kept = Object.entries(Condition ?? {}).flatMap(([name, keys]) => {
    const others = Object.entries(keys).filter(([each]) => name !== operator || each !== key);
    return others.length === 0 ? [] : [[name, Object.fromEntries(others)] as const];
  });
  return kept.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(kept) };
}
