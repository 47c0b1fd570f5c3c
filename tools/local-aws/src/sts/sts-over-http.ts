import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Statement } from '@sesame/iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import {
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { createAwsServer } from '../server';
import { stsService } from '.';
import { stsUnderTest } from './sts-under-test';

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** STS as a client of the AWS SDK meets it. `stop` ends it. */
export async function stsOverHttp() {
  const { sts, store, log } = stsUnderTest();
  const { authorize, clock, roles, sessions, users } = sts;
  const doors = () => Promise.resolve(undefined);
  const server = createAwsServer({ services: [stsService(sts)], sessions, users, authorize, clock, doors });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (credentials: Keys) => new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

  return {
    ...{ sts, log },
    /** A role with this trust, and a session of it, which may assume any role and hand over anything. */
    role(name: string, trust: Statement[], more: Partial<Parameters<typeof roles.apply>[0]> = {}) {
      return roles.apply({
        name,
        path: '/sesame/',
        trust: { Version: '2012-10-17', Statement: trust },
        policies: [],
        ...more,
      });
    },
    user: (name: string, statements: Statement[] = [], account = '000000000000') =>
      users.apply({
        ...{ name, account, tags: {} },
        policies: statements.length === 0 ? [] : [{ name: 'user policy', document: { Statement: statements } }],
      }),
    assume: (credentials: Keys, input: AssumeRoleCommandInput): Promise<AssumeRoleCommandOutput> =>
      client(credentials).send(new AssumeRoleCommand(input)),
    whoAmI: (credentials: Keys) => client(credentials).send(new GetCallerIdentityCommand({})),
    /** Signs nothing, as the SDK does for this operation. */
    assumeWithToken: (token: string, RoleArn: string, more: { DurationSeconds?: number; Policy?: string } = {}) =>
      client({ accessKeyId: 'none', secretAccessKey: 'none' }).send(
        new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'deploy', WebIdentityToken: token, ...more }),
      ),
    /** As a person whose browser was given this response; it is not signed either. */
    assumeWithResponse: (
      SAMLAssertion: string,
      RoleArn: string,
      more: { PrincipalArn: string; DurationSeconds?: number; Policy?: string },
    ) =>
      client({ accessKeyId: 'none', secretAccessKey: 'none' }).send(
        new AssumeRoleWithSAMLCommand({ RoleArn, SAMLAssertion, ...more }),
      ),
    stop() {
      server.closeAllConnections();
      server.close();
      store.close();
    },
  };
}

/** What an answer of STS gives to sign with. */
export function keysOf({ Credentials: given }: Pick<AssumeRoleCommandOutput, 'Credentials'>): Required<Keys> {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
