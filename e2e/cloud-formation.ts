import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './application';
import type { Sesame } from './given';

/** Calls CloudFormation by its query API. */
export async function cloudFormation(
  sesame: Sesame,
  credentials: Credentials,
  action: string,
  parameters: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'cloudformation', sha256: Sha256 });
  const { protocol, hostname, port, host } = new URL(sesame.aws);
  const body = new URLSearchParams({ Version: '2010-05-15', Action: action, ...parameters }).toString();
  const { headers } = await signer.sign({
    ...{ method: 'POST', protocol, hostname, port: Number(port), path: '/', body },
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const response = await fetch(sesame.aws, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}
