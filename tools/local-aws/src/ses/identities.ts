import { AwsError } from '../aws-error';
import type { Store } from '../store';
import { verifiedIdentityOf } from './identity-lookup';
import { withLowerCaseDomain } from './message/mailbox';

export type VerificationStatus = 'SUCCESS' | 'PENDING' | 'FAILED';

/** A domain or an address that may, once verified, send. */
export interface Identity {
  name: string;
  type: 'DOMAIN' | 'EMAIL_ADDRESS';
  verificationStatus: VerificationStatus;
}

/** The identities of the account, kept in the store. Domains are case-insensitive, local parts are not. */
export interface Identities {
  apply(name: string, verificationStatus: VerificationStatus): void;
  remove(name: string): void;
  /** Throws SES's NotFoundException. */
  required(name: string): Identity;
  /** Up to `limit` identities by name, after the one named `after`. */
  list(limit: number, after?: string): Identity[];
  /** Name of the most specific verified identity that covers an address; undefined if none does. */
  verifiedFor(address: string): string | undefined;
}

export function openIdentities({ database }: Store): Identities {
  database.exec('create table if not exists ses_identities (name text primary key, verification_status text not null)');
  const put = database.prepare('insert or replace into ses_identities values (?, ?)');
  const remove = database.prepare('delete from ses_identities where name = ?');
  const byName = database.prepare('select * from ses_identities where name = ?');
  const list = database.prepare('select * from ses_identities where name > ? order by name limit ?');
  const isVerified = (name: string) => byName.get(name)?.['verification_status'] === 'SUCCESS';

  return {
    apply: (name, verificationStatus) => void put.run(canonical(name), verificationStatus),
    remove: (name) => void remove.run(canonical(name)),
    required(name) {
      const row = byName.get(canonical(name));
      if (!row) throw new AwsError('NotFoundException', `Email identity ${name} does not exist.`, 404);
      return identityOf(row);
    },
    list: (limit, after = '') => list.all(after, limit).map(identityOf),
    verifiedFor: (address) => verifiedIdentityOf(address, isVerified),
  };
}

function canonical(name: string): string {
  return name.includes('@') ? withLowerCaseDomain(name) : name.toLowerCase();
}

function identityOf(row: Record<string, unknown>): Identity {
  const name = String(row['name']);
  const status = row['verification_status'];
  return {
    name,
    type: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    verificationStatus: status === 'SUCCESS' || status === 'FAILED' ? status : 'PENDING',
  };
}
