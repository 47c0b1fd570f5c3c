import type { DescribedIdentity } from './described-identity';
import { recordStatus, type RecordStatus } from './domain-status';

/** A DNS record to set, as the `resend` client has it; names are whole, so that no zone need be known. */
export type DomainRecord = {
  record: 'DKIM' | 'SPF';
  name: string;
  type: 'CNAME' | 'MX' | 'TXT';
  ttl: 'Auto';
  status: RecordStatus;
  value: string;
  priority?: number;
};

/** A record that helps mail arrive, and that SES does not look for: it has no status. */
export type RecommendedRecord = { record: 'DMARC'; name: string; type: 'TXT'; ttl: 'Auto'; value: string };

/** Where SES publishes its keys, unless it names another place (AWS documentation: Easy DKIM in Amazon SES). */
const dkimZone = 'dkim.amazonses.com';

/**
 * The records that verify a domain and make its mail come from it: three DKIM CNAMEs, and for its MAIL FROM domain,
 * where it has one, the MX and SPF records (AWS documentation: Using a custom MAIL FROM domain).
 */
export function domainRecords(
  { identity: { name }, dkim, mailFrom }: Pick<DescribedIdentity, 'identity' | 'dkim' | 'mailFrom'>,
  region: string,
): DomainRecord[] {
  const keys = dkim.tokens.map((token) => ({
    record: 'DKIM' as const,
    name: `${token}._domainkey.${name}`,
    type: 'CNAME' as const,
    ttl: 'Auto' as const,
    status: recordStatus(dkim.status),
    value: `${token}.${dkim.hostedZone ?? dkimZone}`,
  }));
  if (!mailFrom) return keys;

  const returnPath = {
    record: 'SPF',
    name: mailFrom.domain,
    ttl: 'Auto',
    status: recordStatus(mailFrom.status),
  } as const;
  return [
    { ...returnPath, type: 'MX', value: `feedback-smtp.${region}.amazonses.com`, priority: 10 },
    { ...returnPath, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
    ...keys,
  ];
}

/** DMARC that asks nothing of receivers yet (RFC 7489), to be made stricter by whoever reads the reports. */
export function recommendedRecords(name: string): RecommendedRecord[] {
  return [{ record: 'DMARC', name: `_dmarc.${name}`, type: 'TXT', ttl: 'Auto', value: 'v=DMARC1; p=none;' }];
}
