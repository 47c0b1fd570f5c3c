import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error';
import { readAwsChunked } from './aws-chunked';

const checksum = 'x-amz-checksum-crc32';

/**
 * The bytes that an upload brings, its content encoding taken off and its CRC32 checked where it has one: in a header,
 * or in the trailer of a chunked body. Throws `AwsError` for a body that is not what its checksum says.
 */
export function uploadedBody(headers: Record<string, string | undefined>, body: Buffer): Buffer {
  const other = Object.keys(headers).find((name) => name.startsWith('x-amz-checksum-') && name !== checksum);
  if (other !== undefined)
    throw new AwsError('NotImplemented', `Sesame's embedded AWS: ${other} is not emulated; CRC32 is.`, 501);
  const chunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const { data, trailers } = chunked ? readAwsChunked(body) : { data: body, trailers: {} };
  const stated = headers[checksum] ?? trailers[checksum];
  if (stated !== undefined && stated !== crc32Of(data))
    throw new AwsError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  return data;
}

/** A CRC32 as S3 writes it: its four bytes, the highest first, in Base64. */
export function crc32Of(data: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString('base64');
}
