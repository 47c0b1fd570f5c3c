import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** What signs a request; a user of IAM has no session token. */
export interface SigningCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface SignedRequest {
  method: string;
  /** JSON text. */
  body?: string;
  headers?: Record<string, string>;
}

/** Fetches as `fetch` does, signed by the SDK's signer for one service of AWS. */
export async function signedFetch(
  service: string,
  url: string,
  credentials: SigningCredentials,
  { method, body, headers: given = {} }: SignedRequest,
): Promise<Response> {
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service, sha256: Sha256 });
  const { protocol, hostname, port, host, pathname: path, searchParams } = new URL(url);
  const { headers } = await signer.sign({
    ...{ method, protocol, hostname, port: Number(port), path, query: Object.fromEntries(searchParams), body },
    headers: { host, 'content-type': 'application/json', ...given },
  });
  return fetch(url, { method, headers, ...(body !== undefined && { body }) });
}

/** Asks the logs of functions for the lines of a group that hold words. */
export function filterLogEvents(
  aws: string,
  credentials: SigningCredentials,
  asked: { logGroupName: string; filterPattern?: string; limit?: number },
): Promise<Response> {
  const headers = {
    ...{ 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
  };
  return signedFetch('logs', `${aws}/`, credentials, { method: 'POST', headers, body: JSON.stringify(asked) });
}
