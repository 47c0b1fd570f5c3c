import { type Door, json, refused } from './door';
import { trackingUrls } from './tracking';

/** `GET /_sesame/mail?to=`: what SES accepted, newest first: id, from, to, subject, sentAt. */
export const listMail: Door = {
  method: 'GET',
  path: '/_sesame/mail',
  open: ({ ses }, { query }) => json(ses.mail(query.get('to') ?? undefined)),
};

/** `GET /_sesame/mail/{MessageId}`: one message as it went out, its pixel and its links leading back to where it was read. */
export const readMail: Door = {
  method: 'GET',
  path: '/_sesame/mail/{id}',
  async open({ ses }, { path, headers }) {
    const source = await ses.mailSource(path['id'] ?? '', trackingUrls({ headers }));
    if (source === undefined) return refused(404, 'SES accepted no message with this MessageId.');
    return { statusCode: 200, headers: { 'content-type': 'message/rfc822' }, body: source };
  },
};
