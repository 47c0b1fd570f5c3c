/** A value as DynamoDB's JSON has it: `{"S": "text"}`, `{"N": "1"}`, `{"B": "<base64>"}`, … */
export type JsonAttributeValue = Record<string, unknown>;
export type JsonItem = Record<string, JsonAttributeValue>;

/**
 * A value of JavaScript as DynamoDB's JSON: strings, finite numbers that are safe, big integers, booleans, null, bytes, sets,
 * lists and plain objects, whatever their entries are called. Entries that are undefined are left out.
 * @throws an Error for anything else, as the SDK does
 */
export function toAttributeValue(value: unknown): JsonAttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: numberText(value) };
    case 'boolean':
      return { BOOL: value };
    case 'bigint':
      return { N: value.toString() };
    case 'object':
      if (value === null) return { NULL: true };
      if (Array.isArray(value)) return { L: value.filter((one) => one !== undefined).map(toAttributeValue) };
      if (value instanceof Uint8Array) return { B: base64Of(value) };
      if (value instanceof Set) return setValue([...(value as Set<unknown>)]);
      if (isPlain(value)) return { M: toItem(value) };
  }
  throw new Error(`A ${typeof value} of this kind cannot be stored in DynamoDB.`);
}

/** The attributes of an item, a key, or the values of an expression; those that are undefined are left out. */
export function toItem(values: object): JsonItem {
  const item: JsonItem = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) put(item, name, toAttributeValue(value));
  return item;
}

/** @throws an Error for a kind of value that DynamoDB did not have when this was written */
export function fromAttributeValue(value: JsonAttributeValue): unknown {
  for (const kind in value) {
    const held = value[kind];
    switch (kind) {
      case 'S':
        return held;
      case 'N':
        return numberIn(held as string);
      case 'BOOL':
        return held;
      case 'NULL':
        return null;
      case 'B':
        return bytesIn(held);
      case 'L':
        return (held as JsonAttributeValue[]).map(fromAttributeValue);
      case 'M':
        return fromItem(held as JsonItem);
      case 'SS':
        return new Set(held as string[]);
      case 'NS':
        return new Set((held as string[]).map(numberIn));
      case 'BS':
        return new Set((held as unknown[]).map(bytesIn));
    }
  }
  throw new Error(`DynamoDB answered with a value of an unknown kind: ${Object.keys(value).join()}.`);
}

export function fromItem(item: JsonItem): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in item) {
    const value = item[name];
    if (value) put(values, name, fromAttributeValue(value));
  }
  return values;
}

/** An entry of its own, even where it is called `__proto__`. */
function put<Value>(target: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
}

function numberText(number: number): string {
  if (!Number.isFinite(number)) throw new Error('DynamoDB has no NaN and no Infinity.');
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER)
    throw new Error('A number above 2^53 loses digits: give it as a bigint.');
  return number.toString();
}

function numberIn(text: string): number | bigint {
  const number = Number(text);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER && Number.isFinite(number) ? BigInt(text) : number;
}

function setValue(values: unknown[]): JsonAttributeValue {
  const [first] = values;
  if (first === undefined) throw new Error('DynamoDB has no empty set.');
  if (typeof first === 'string') return { SS: values };
  if (first instanceof Uint8Array) return { BS: values.map((one) => base64Of(one as Uint8Array)) };
  if (typeof first === 'number' || typeof first === 'bigint')
    return { NS: values.map((one) => toAttributeValue(one)['N']) };
  throw new Error('A set in DynamoDB is of strings, of numbers or of bytes.');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Bytes are base64 in an answer, and bytes in what has been read already. */
function bytesIn(held: unknown): Uint8Array {
  return held instanceof Uint8Array ? held : new Uint8Array(Buffer.from(held as string, 'base64'));
}
