import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({ during: z.string().min(1) });

/**
 * `GET /_sesame/recording`: the roles as they are deployed, every different question that was put to IAM, with its whole
 * context, and the documents of the policies that judged it, by hash. A proof can put each question again.
 */
export const readRecording: Door = {
  method: 'GET',
  path: '/_sesame/recording',
  open({ recording, roles }) {
    const deployed = roles.all().map((role) => {
      const { identity, boundary } = roles.policiesOf(role);
      const managed = identity.slice(role.policies.length);
      return { ...role, managed, ...(boundary && { boundary }) };
    });
    return json({ roles: deployed, policies: recording.documents(), questions: recording.questions() });
  },
};

/** `POST /_sesame/recording {"during":"bounce"}`: what is asked from now on is recorded as asked during this. */
export const tellWhatGoesOn: Door = {
  method: 'POST',
  path: '/_sesame/recording',
  open({ recording }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, 'Say what goes on: {"during": "…"}.');
    recording.during(parsed.data.during);
    return json(parsed.data);
  },
};
