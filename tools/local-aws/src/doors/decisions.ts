import type { Door } from './door';

/** `GET /_sesame/decisions?role=sender-accept`: what IAM decided, oldest first, one JSON object a line. */
export const listDecisions: Door = {
  method: 'GET',
  path: '/_sesame/decisions',
  open({ log, rolePrefix }, { query }) {
    const role = query.get('role');
    const name = role === null || role.startsWith(rolePrefix) ? role : rolePrefix + role;
    const lines = log.decisions(name ?? undefined).map((decision) => `${JSON.stringify(decision)}\n`);
    return { statusCode: 200, headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('') };
  },
};
