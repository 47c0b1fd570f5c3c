import { randomBytes } from 'node:crypto';
import type { NamedPolicy } from '@sesame/iam';
import type { Credentials } from '../caller';
import { derivedId } from '../cloudformation/derived-ids';
import { createMfaDevice, type MfaDevice } from './mfa-device';

/** A person with access keys of his own and a second factor, in this account or in another. */
export interface User {
  name: string;
  account: string;
  arn: string;
  /** `AIDA…` */
  id: string;
  policies: NamedPolicy[];
  tags: Record<string, string>;
  credentials: Credentials;
  mfaDevice: MfaDevice;
}

/** The users that somebody asked for at the door. No template makes any, and they are not kept. */
export interface Users {
  /** Creates a user, or gives one that is there other policies and tags; keys and second factor stay. */
  apply(user: Pick<User, 'name' | 'account' | 'policies' | 'tags'>): User;
  byArn(userArn: string): User | undefined;
  byAccessKeyId(accessKeyId: string): User | undefined;
  byMfaSerialNumber(serialNumber: string): User | undefined;
}

export function createUsers(): Users {
  const users = new Map<string, User>();
  const find = (fits: (user: User) => boolean) => [...users.values()].find(fits);
  return {
    apply(settings) {
      const { name, account } = settings;
      const userArn = `arn:aws:iam::${account}:user/${name}`;
      const there = users.get(userArn);
      const user: User = {
        ...settings,
        arn: userArn,
        id: `AIDA${derivedId(17, userArn)}`,
        credentials: there?.credentials ?? newKeys(userArn, account),
        mfaDevice: there?.mfaDevice ?? createMfaDevice(`arn:aws:iam::${account}:mfa/${name}`),
      };
      users.set(userArn, user);
      return user;
    },
    byArn: (userArn) => users.get(userArn),
    byAccessKeyId: (accessKeyId) => find(({ credentials }) => credentials.accessKeyId === accessKeyId),
    byMfaSerialNumber: (serialNumber) => find(({ mfaDevice }) => mfaDevice.serialNumber === serialNumber),
  };
}

function newKeys(userArn: string, account: string): Credentials {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    expiresAt: Infinity,
    principal: { type: 'user', account, userArn },
  };
}
