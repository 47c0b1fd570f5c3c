import { wouldBeAllowedTo } from './forbidden';
import type { Question } from './recording';
import { placeOf, type Role, statementsOf } from './role';

/** What came of every role trying what every other role did. */
export interface Matrix {
  tried: number;
  allowed: number;
  /** Each allowed that the role's own use does not explain, in words. */
  unexplained: string[];
}

/**
 * Every role tries everything that any other role did. What is allowed has to be explained by the role's own policies, in a
 * statement by which it did the same itself: else it can do something that is another's alone.
 */
export function tryEverything(roles: Role[]): Matrix {
  const matrix: Matrix = { tried: 0, allowed: 0, unexplained: [] };
  const deeds = new Map(roles.map((role) => [role, different(role.uses)]));
  for (const thief of roles) {
    const own = new Set(
      thief.uses.flatMap(({ request, statements }) =>
        statements.map(({ policy, index }) => `${policy}|${index}|${request.action}`),
      ),
    );
    const told = new Set<string>();
    for (const owner of roles) {
      if (owner === thief) continue;
      for (const deed of deeds.get(owner) ?? []) {
        matrix.tried += 1;
        const decision = wouldBeAllowedTo(thief, deed);
        if (decision.decision !== 'allowed') continue;
        matrix.allowed += 1;
        const { action, resource } = deed.request;
        const explained = decision.statements.some(({ policy, index }) => own.has(`${policy}|${index}|${action}`));
        if (explained && decision.by === 'identity') continue;
        const placed = statementsOf(thief).find(
          ({ policy, index }) => policy === decision.statement.policy && index === decision.statement.index,
        );
        const place = placed && decision.by === 'identity' ? placeOf(thief, placed) : `${thief.file.path}:1`;
        told.add(`${place} lets ${thief.name} do what ${owner.name} does and it never did: ${action} on ${resource}`);
      }
    }
    matrix.unexplained.push(...told);
  }
  return matrix;
}

/** Questions that differ in more than when and during what they were put. */
function different(questions: Question[]): Question[] {
  const kinds = new Map(
    questions.map((question) => {
      const { action, resource, context } = question.request;
      const { 'aws:CurrentTime': _, 'aws:EpochTime': __, ...rest } = context;
      return [JSON.stringify([action, resource, rest]), question];
    }),
  );
  return [...kinds.values()];
}
