import { AwsError } from '../aws-error';

const metadataPrefix = 'x-amz-meta-';
/** What S3 keeps with an object and gives back with it. */
const kept = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];
/** What changes nothing here, or is looked at elsewhere: the signature, the body's encoding and its checksum. */
const harmless = new Set([
  ...['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token', 'x-amz-user-agent', 'x-amz-algorithm'],
  ...['x-amz-credential', 'x-amz-expires', 'x-amz-signature', 'x-amz-signedheaders', 'x-amz-decoded-content-length'],
  ...['x-amz-trailer', 'x-amz-sdk-checksum-algorithm', 'x-amz-checksum-crc32', 'x-amz-server-side-encryption'],
]);

/** What an upload says about its object. Throws for what is not emulated and would change what the upload means. */
export function readUploadHeaders(headers: Record<string, string | undefined>): {
  contentType: string;
  headers: Record<string, string>;
  metadata: Record<string, string>;
} {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  for (const [name, value] of given) requireEmulated(name, value);
  // The encoding in which the SDK sends a body is none of the object's.
  const encoding = headers['content-encoding']?.replace(/\baws-chunked\b *,? */, '') ?? '';
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    headers: {
      ...Object.fromEntries(given.filter(([name]) => kept.includes(name) && name !== 'content-encoding')),
      ...(encoding !== '' && { 'content-encoding': encoding }),
    },
    metadata: Object.fromEntries(
      given.flatMap(([name, value]) =>
        name.startsWith(metadataPrefix) ? [[name.slice(metadataPrefix.length), value]] : [],
      ),
    ),
  };
}

function requireEmulated(name: string, value: string): void {
  const isOther = name.startsWith('x-amz-') && !name.startsWith(metadataPrefix) && !harmless.has(name);
  const isCondition = name === 'if-match' || (name === 'if-none-match' && value !== '*');
  const isOtherEncryption = name === 'x-amz-server-side-encryption' && value !== 'AES256';
  if (!isOther && !isCondition && !isOtherEncryption) return;
  throw new AwsError('NotImplemented', `Sesame's embedded AWS: ${name}: ${value} is not emulated.`, 501);
}
