import { openSesUnderTest } from './ses-under-test';

test('mail is listed newest first, with its subject decoded', () => {
  const { ses, send } = openSesUnderTest();
  const body = { Text: { Data: 'Hi' } };
  const first = send({ Content: { Simple: { Subject: { Data: '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=' }, Body: body } } });
  const second = send({
    Content: { Simple: { Subject: { Data: 'Später', Charset: 'UTF-8' }, Body: body } },
    Destination: { ToAddresses: ['Bob <bob@example.net>'], BccAddresses: ['carol@example.net'] },
  });
  const common = { from: 'Shop <shop@example.com>', sentAt: '2026-11-20T09:15:02.000Z' };
  expect(ses.mail()).toEqual([
    { id: second, subject: 'Später', to: ['bob@example.net', 'carol@example.net'], ...common },
    { id: first, subject: 'Grüße', to: ['alice@example.net'], ...common },
  ]);
});

test('mail of one recipient is found without regard to case, blind copies too', () => {
  const { ses, send } = openSesUnderTest();
  send();
  const id = send({ Destination: { ToAddresses: ['Bob@Example.net'], BccAddresses: ['carol@example.net'] } });
  expect(ses.mail('bob@example.NET').map((mail) => mail.id)).toEqual([id]);
  expect(ses.mail('carol@example.net').map((mail) => mail.id)).toEqual([id]);
  expect(ses.mail('dave@example.net')).toEqual([]);
});
