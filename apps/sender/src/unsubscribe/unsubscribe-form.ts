/** What somebody asks for by a form: to unsubscribe, or to take that back. */
export type Wish = 'unsubscribe' | 'resubscribe';

/** What each button sends. The first is what RFC 8058 has mail providers send. */
export const fieldsOf = {
  unsubscribe: { name: 'List-Unsubscribe', value: 'One-Click' },
  resubscribe: { name: 'Resubscribe', value: 'Yes' },
} as const satisfies Record<Wish, { name: string; value: string }>;

const wishes = ['unsubscribe', 'resubscribe'] as const satisfies Wish[];
const largestForm = 4096;

export type ReadForm =
  { form: 'read'; wish: Wish } | { form: 'refused'; reason: 'too_large' | 'not_a_form' | 'no_wish' };

/**
 * The wish in a form as a mail provider or a browser sends it: `multipart/form-data` or `application/x-www-form-urlencoded`
 * (RFC 8058, section 3.2), at most 4 KB. A form that holds both wishes, or neither, holds none.
 */
export async function readForm(body: Buffer, contentType: string): Promise<ReadForm> {
  if (body.length > largestForm) return { form: 'refused', reason: 'too_large' };
  const fields = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined);
  if (fields === undefined) return { form: 'refused', reason: 'not_a_form' };
  const [wish, another] = wishes.filter((each) => fields.get(fieldsOf[each].name) === fieldsOf[each].value);
  return wish === undefined || another !== undefined ? { form: 'refused', reason: 'no_wish' } : { form: 'read', wish };
}
