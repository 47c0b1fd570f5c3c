import { createHash } from 'node:crypto';
import * as z from 'zod';
import { invalidParameterValue } from './sqs-errors';

/** A message attribute; `BinaryValue` is base64, as on the wire. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

export type MessageAttributes = Record<string, MessageAttribute>;

/** Message attributes as a request carries them. SQS itself does not take lists of values. */
export const messageAttributesInput = z.record(
  z.string(),
  z
    .strictObject({
      DataType: z.string(),
      StringValue: z.string().exactOptional(),
      BinaryValue: z.base64().exactOptional(),
    })
    .readonly(),
);

/** Throws what SQS throws for attributes it does not take: AWS documentation: Amazon SQS message metadata. */
export function requireValidAttributes(attributes: MessageAttributes): void {
  const count = Object.keys(attributes).length;
  if (count > 10)
    throw invalidParameterValue(`Number of message attributes [${count}] exceeds the allowed maximum [10].`);
  const fault = attributeFault(attributes);
  if (fault !== undefined) throw invalidParameterValue(fault);
}

/** What is wrong with the name, type or value of one of them; SNS asks the same of attributes, but for their number. */
export function attributeFault(attributes: MessageAttributes): string | undefined {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (!/^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i.test(name))
      return `Invalid attribute name: ${name}`;
    const type = /^(String|Number|Binary)(\..+)?$/.exec(attribute.DataType)?.[1];
    if (type === undefined)
      return `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`;
    if (!(type === 'Binary' ? attribute.BinaryValue : attribute.StringValue))
      return `Message (user) attribute '${name}' must contain a non-empty value of type '${attribute.DataType}'.`;
  }
  return undefined;
}

/** What the attributes count toward a message's size: names, types and values, in bytes. */
export function attributeBytes(attributes: MessageAttributes): number {
  let bytes = 0;
  for (const [name, attribute] of Object.entries(attributes))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueOf(attribute).length;
  return bytes;
}

/**
 * AWS's MD5 of message attributes, undefined where there are none: names in order, and of each its name, its type, one
 * byte for the kind of its value (1 text, 2 binary) and its value, all with their length before them in four bytes.
 * AWS documentation: Amazon SQS message metadata, "Calculating the MD5 message digest for message attributes".
 */
export function md5OfMessageAttributes(attributes: MessageAttributes): string | undefined {
  const inOrder = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (inOrder.length === 0) return undefined;
  const hash = createHash('md5');
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of inOrder) {
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    hash.update(Buffer.of(isBinary(attribute) ? 2 : 1));
    add(valueOf(attribute));
  }
  return hash.digest('hex');
}

/**
 * The attributes that a ReceiveMessage asks for: by name, `All`, or by the start of the name as `prefix.*`.
 * AWS documentation: API_ReceiveMessage, MessageAttributeNames.
 */
export function selectAttributes(attributes: MessageAttributes, wanted: string[]): MessageAttributes {
  const isWanted = (name: string) =>
    wanted.some(
      (want) => want === 'All' || want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

function isBinary({ DataType }: MessageAttribute): boolean {
  return DataType.startsWith('Binary');
}

function valueOf(attribute: MessageAttribute): Buffer {
  return isBinary(attribute)
    ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
    : Buffer.from(attribute.StringValue ?? '');
}
