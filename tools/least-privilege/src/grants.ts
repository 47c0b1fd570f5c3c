import { listed, lineOf, type PlacedStatement, type Role, statementsOf } from './role';

/** One action on one resource that one statement of a role allows. */
export interface Grant {
  placed: PlacedStatement;
  sid: string;
  action: string;
  /** An ARN, possibly with wildcards. */
  resource: string;
  /** Of role.yml. */
  line: number;
}

/** Everything that a role grants, one action on one resource at a time. */
export function grantsOf(role: Role): Grant[] {
  return statementsOf(role).flatMap((placed) => {
    const { Effect, Sid: sid = '', Action, Resource } = placed.statement;
    if (Effect === 'Deny') return [];
    return listed(Action).flatMap((action, actionIndex) =>
      listed(Resource).map((resource, resourceIndex) => {
        const line = Math.max(
          lineOf(role, placed, 'Action', actionIndex),
          lineOf(role, placed, 'Resource', resourceIndex),
        );
        return {
          placed,
          sid,
          action,
          resource,
          line: listed(Action).length > 1 ? lineOf(role, placed, 'Action', actionIndex) : line,
        };
      }),
    );
  });
}

/** Whether the role used this grant. */
export function isUsed(role: Role, grant: Grant): boolean {
  return usesOf(role, grant).length > 0;
}

/** What the role did by this grant. */
export function usesOf(role: Role, { placed, action, resource }: Grant): Role['uses'] {
  return role.uses.filter(
    ({ request, statements }) =>
      request.action.toLowerCase() === action.toLowerCase() &&
      covers(resource, request.resource) &&
      statements.some(({ policy, index }) => policy === placed.policy && index === placed.index),
  );
}

/** Whether a resource that was asked for is among those that a grant names. */
export function covers(granted: string, asked: string): boolean {
  const pattern = granted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(asked);
}
