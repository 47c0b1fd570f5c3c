import { type Door, json, refused } from './door';

/** `GET /_sesame/mail?to=`: what SES accepted, newest first: id, from, to, subject, sentAt. */
export const listMail: Door = {
  method: 'GET',
  path: '/_sesame/mail',
  open: ({ ses }, { query }) => json(ses.mail(query.get('to') ?? undefined)),
};

/** `GET /_sesame/mail/{MessageId}`: one message as it went out. */
export const readMail: Door = {
  method: 'GET',
  path: '/_sesame/mail/{id}',
  async open({ ses }, { path }) {
    const source = await ses.mailSource(path['id'] ?? '');
    if (source === undefined) return refused(404, 'SES accepted no message with this MessageId.');
    return { statusCode: 200, headers: { 'content-type': 'message/rfc822' }, body: source };
  },
};
