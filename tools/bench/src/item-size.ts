import * as z from 'zod';

/** An item in DynamoDB's JSON, `{"pk": {"S": "own"}}`; bytes in base64, or as the client gives them. */
export type Item = Record<string, unknown>;

export const item = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());

/** Bytes of an item (AWS documentation: "DynamoDB item sizes and formats"). */
export function sizeOf(attributes: Item): number {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );
}

function sizeOfValue(value: unknown): number {
  const [[type, content] = ['', undefined]] = Object.entries(item.parse(value));
  if (type === 'S') return Buffer.byteLength(String(content));
  if (type === 'B')
    return content instanceof Uint8Array ? content.length : Buffer.byteLength(String(content), 'base64');
  if (type === 'N') return Math.ceil(String(content).replace(/\D/g, '').length / 2) + 1;
  if (type === 'M') {
    const members = item.parse(content);
    return 3 + Object.keys(members).length + sizeOf(members);
  }
  if (type === 'L') return list.parse(content).reduce<number>((sum, member) => sum + 1 + sizeOfValue(member), 3);
  return 1;
}
