import { enforced } from '../enforced';
import { type Door, json } from './door';

/** `GET /_sesame/emulated`: every operation and resource type that is emulated, and what IAM is asked about. */
export const listEmulated: Door = {
  method: 'GET',
  path: '/_sesame/emulated',
  open: ({ services, resourceTypes }) =>
    json({
      services: services.map(({ signingName, operations }) => ({
        service: signingName,
        operations: operations.map(({ name, documentation }) => ({ name, documentation })),
      })),
      resourceTypes: resourceTypes.emulated,
      inertResourceTypes: resourceTypes.inert,
      enforced,
    }),
};
