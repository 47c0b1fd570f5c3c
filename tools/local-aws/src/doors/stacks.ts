import { type Door, json } from './door';

/** `GET /_sesame/stacks`: the stacks that are deployed, and how each stands. */
export const listStacks: Door = {
  method: 'GET',
  path: '/_sesame/stacks',
  open: ({ cloudFormation }) =>
    json(
      cloudFormation.states.all().map(({ stackName, status, reason, updatedAt }) => ({
        stackName,
        status,
        ...(reason !== undefined && { reason }),
        updatedAt: new Date(updatedAt).toISOString(),
      })),
    ),
};
