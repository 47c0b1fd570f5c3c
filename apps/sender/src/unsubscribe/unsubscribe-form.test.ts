import { readForm } from './unsubscribe-form';

const urlEncoded = 'application/x-www-form-urlencoded';
const multipart = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`;

test.each([
  ['List-Unsubscribe=One-Click', urlEncoded, 'unsubscribe'],
  ['List-Unsubscribe=One-Click', `${urlEncoded}; charset=utf-8`, 'unsubscribe'],
  ['a=b&List-Unsubscribe=One-Click', urlEncoded, 'unsubscribe'],
  [multipart('List-Unsubscribe', 'One-Click'), 'multipart/form-data; boundary=b', 'unsubscribe'],
  ['Resubscribe=Yes', urlEncoded, 'resubscribe'],
  [multipart('Resubscribe', 'Yes'), 'multipart/form-data; boundary="b"', 'resubscribe'],
])('%j as %s is a wish', async (body, contentType, wish) => {
  expect(await readForm(Buffer.from(body), contentType)).toEqual({ form: 'read', wish });
});

test.each([
  ['', urlEncoded, 'no_wish'],
  ['List-Unsubscribe=one-click', urlEncoded, 'no_wish'],
  ['list-unsubscribe=One-Click', urlEncoded, 'no_wish'],
  ['List-Unsubscribe=One-Click&Resubscribe=Yes', urlEncoded, 'no_wish'],
  [multipart('List-Unsubscribe', 'No'), 'multipart/form-data; boundary=b', 'no_wish'],
  ['{"List-Unsubscribe":"One-Click"}', 'application/json', 'not_a_form'],
  ['List-Unsubscribe=One-Click', '', 'not_a_form'],
  ['List-Unsubscribe=One-Click', 'multipart/form-data', 'not_a_form'],
  ['List-Unsubscribe=One-Click', 'multipart/form-data; boundary=b', 'not_a_form'],
  [`List-Unsubscribe=One-Click&a=${'x'.repeat(5000)}`, urlEncoded, 'too_large'],
])('%.80j as %s is none', async (body, contentType, reason) => {
  expect(await readForm(Buffer.from(body), contentType)).toEqual({ form: 'refused', reason });
});
