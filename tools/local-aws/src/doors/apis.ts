import { type Door, json } from './door';

/** `GET /_sesame/apis`: the HTTP APIs, and where each answers on this machine. */
export const listApis: Door = {
  method: 'GET',
  path: '/_sesame/apis',
  open: ({ httpApis }) => json(httpApis.all()),
};
