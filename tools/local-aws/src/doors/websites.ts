import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  port: z.int().min(1).max(65_535),
  certificate: z.string().startsWith('-----BEGIN CERTIFICATE-----'),
});

/**
 * `POST /_sesame/websites {"name":"files.example.org","port":8443,"certificate":"-----BEGIN…"}`: in the internet as the
 * functions see it there is this website. Its name leads to a public address, a connection to that address to the https
 * server at this port of this machine, and its certificate is trusted. The functions' code and what they check stay as they are.
 */
export const addWebsite: Door = {
  method: 'POST',
  path: '/_sesame/websites',
  open({ websites }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const { name, address } = websites.add(parsed.data);
    return json({ name, address });
  },
};
