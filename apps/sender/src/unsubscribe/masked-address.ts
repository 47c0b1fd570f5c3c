/**
 * An address as it is shown to whoever has the link: its domain, and of the local part the first character where there are
 * more than two. The owner recognises it; who was forwarded the message does not learn it.
 */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = '', ...rest] = address.slice(0, at);
  return `${rest.length > 1 ? first : ''}•••${address.slice(at)}`;
}
