import { AwsError } from '../../aws-error';

/** One piece of content as SES takes it. */
export interface Content {
  Data: string;
  Charset?: string | undefined;
}

/**
 * The text of one piece of content. Without a `Charset` SES holds it for 7-bit ASCII (AWS documentation: SES API v2,
 * Content), and what is beyond arrives as question marks; so it does here, because a sender that forgot it must notice.
 */
export function textOf(content: Content): string {
  const charset = content.Charset?.toUpperCase() ?? 'US-ASCII';
  if (charset === 'UTF-8') return content.Data;
  // eslint-disable-next-line no-control-regex
  if (charset === 'US-ASCII') return content.Data.replace(/[^\x00-\x7f]/gu, '?');
  throw new AwsError(
    'BadRequestException',
    `Sesame's embedded AWS: the character sets UTF-8 and US-ASCII are emulated, ${content.Charset} is not.`,
  );
}
