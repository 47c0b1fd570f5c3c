import { AwsError } from '../aws-error';

/**
 * Reads a body in S3's content encoding `aws-chunked` without signatures: chunks that begin with their length in
 * hexadecimal, an empty one, and trailing headers. Names of trailers are in lower case.
 */
export function readAwsChunked(body: Buffer): { data: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  const line = (): string => {
    const end = body.indexOf('\r\n', at);
    if (end < 0) throw malformed();
    const text = body.subarray(at, end).toString('latin1');
    at = end + 2;
    return text;
  };
  for (;;) {
    const length = /^([0-9a-f]+)$/i.exec(line())?.[1];
    if (length === undefined) throw malformed();
    const size = parseInt(length, 16);
    if (size === 0) break;
    if (body.length < at + size + 2) throw malformed();
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
  const trailers: Record<string, string> = {};
  while (at < body.length) {
    const [name = '', ...value] = line().split(':');
    if (name !== '') trailers[name.trim().toLowerCase()] = value.join(':').trim();
  }
  return { data: Buffer.concat(chunks), trailers };
}

function malformed(): AwsError {
  return new AwsError('IncompleteBody', 'The request body is no aws-chunked body, or it ends too early.', 400);
}
