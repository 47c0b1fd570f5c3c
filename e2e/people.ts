import { randomUUID } from 'node:crypto';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type AssumeRoleCommandOutput,
  AssumeRoleWithSAMLCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { Credentials } from './application';
import type { Sesame } from './given';

/** Asks a door that answers texts. */
export async function door(sesame: Sesame, path: string, body?: unknown): Promise<Record<string, string>> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${sesame.aws}/_sesame/${path}`, init);
  return z.record(z.string(), z.string()).parse(await response.json());
}

export function sts(sesame: Sesame, credentials: Omit<Credentials, 'sessionToken'>): STSClient {
  return new STSClient({ endpoint: sesame.aws, region: 'us-east-1', credentials, maxAttempts: 1 });
}

export const arnOfRole = (name: string) => `arn:aws:iam::000000000000:role/sesame/${name}`;

/** A user of IAM with a second factor, who may take the roles of Sesame unless `mayTake` is another. */
export async function person(
  sesame: Sesame,
  name: string,
  { account = '000000000000', mayTake = arnOfRole('*') } = {},
) {
  const statement = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Resource: mayTake };
  return userWho(sesame, name, statement, account);
}
export type Person = Awaited<ReturnType<typeof person>>;

/** A user of IAM with keys and a second factor, who may do what the statement says. */
async function userWho(sesame: Sesame, name: string, statement: object, account = '000000000000') {
  const policy = { Version: '2012-10-17', Statement: [statement] };
  const user = await door(sesame, 'users', { name, account, policy });
  const credentials = { accessKeyId: user['accessKeyId'] ?? '', secretAccessKey: user['secretAccessKey'] ?? '' };
  return { name, credentials, serialNumber: user['mfaSerialNumber'] ?? '' };
}

/**
 * Settings for an AWS SDK client of somebody of this account who may do these actions on everything: for what people do in a
 * console, beside Sesame and not by a role of it.
 */
export async function clientOfSomebody(sesame: Sesame, ...Action: string[]) {
  const statement = { Effect: 'Allow', Action, Resource: '*' };
  const { credentials } = await userWho(sesame, `somebody-${randomUUID().slice(0, 8)}`, statement);
  return { endpoint: sesame.aws, region: 'us-east-1', credentials, maxAttempts: 1 };
}

/** What a person's second factor shows now, as AssumeRole takes it. */
export async function secondFactor(sesame: Sesame, { serialNumber }: Person) {
  const { tokenCode } = await door(sesame, `mfa-code?serialNumber=${encodeURIComponent(serialNumber)}`);
  return { SerialNumber: serialNumber, TokenCode: tokenCode };
}

/** Takes a role as a person is meant to: with the second factor, and in his own name. */
export async function takeRole(
  sesame: Sesame,
  role: string,
  by: Person,
  more: Partial<AssumeRoleCommandInput> = {},
): Promise<Credentials> {
  const named = { RoleArn: arnOfRole(role), RoleSessionName: by.name, SourceIdentity: by.name };
  const input = { ...named, ...(await secondFactor(sesame, by)), ...more };
  return credentialsIn(await sts(sesame, by.credentials).send(new AssumeRoleCommand(input)));
}

/** A person who has signed in at an identity provider, and what is asked of its response beside (the door `saml-responses`). */
export interface SignedIn {
  /** ARN of the role. */
  role: string;
  /** ARN of the SAML provider. */
  provider: string;
  response?: object;
  seconds?: number;
}

/** Takes a role by the response of a SAML provider, as Ada, who says who she is. */
export async function takeRoleBySaml(
  sesame: Sesame,
  { role, provider, response = {}, seconds = 3600 }: SignedIn,
): Promise<Credentials> {
  const asked = { person: 'ada', sourceIdentity: 'ada', roles: [role], provider, ...response };
  const { samlAssertion } = await door(sesame, 'saml-responses', asked);
  const input = { RoleArn: role, PrincipalArn: provider, SAMLAssertion: samlAssertion, DurationSeconds: seconds };
  const nobody = { accessKeyId: 'none', secretAccessKey: 'none' };
  return credentialsIn(await sts(sesame, nobody).send(new AssumeRoleWithSAMLCommand(input)));
}

/** What an answer of STS gives to sign with. */
export function credentialsIn({ Credentials: given }: Pick<AssumeRoleCommandOutput, 'Credentials'>): Credentials {
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}
