import { AwsError } from '../../aws-error';
import { constraintError } from '../constraint-error';

export interface Header {
  name: string;
  value: string;
}

const writtenBySes = new Set([
  'from',
  'sender',
  'return-path',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
]);

/**
 * Reads the headers of Simple content, or refuses them (AWS documentation: SES API v2, MessageHeader: at most 15, a name
 * of 1-126 and a value of 1-995 printable ASCII characters, 996 together).
 */
export function readCustomHeaders(headers: { Name: string; Value: string }[]): Header[] {
  if (headers.length > 15) {
    throw constraintError('content.simple.headers', 'Member must have length less than or equal to 15');
  }
  return headers.map(({ Name: name, Value: value }, index) => {
    const member = `content.simple.headers.${index + 1}.member`;
    if (name.length < 1 || name.length > 126) throw lengthError(`${member}.name`, 126);
    if (value.length < 1 || value.length > 995) throw lengthError(`${member}.value`, 995);
    if (!/^[!-9;-@A-~]+$/.test(name)) throw patternError(`${member}.name`, '^[!-9;-@A-~]+$');
    if (!/^[ -~]*$/.test(value)) throw patternError(`${member}.value`, '[ -~]*');
    if (name.length + value.length > 996) {
      throw constraintError(member, 'Name and value together must have length less than or equal to 996');
    }
    refuseUnknownMeaning(name);
    return { name, value };
  });
}

/** What SES makes of a header that it writes itself, or that steers it, is not known here: refused instead of guessed. */
function refuseUnknownMeaning(name: string): void {
  const lowerCase = name.toLowerCase();
  if (!writtenBySes.has(lowerCase) && !lowerCase.startsWith('x-ses-')) return;
  throw new AwsError('BadRequestException', `Sesame's embedded AWS: the header ${name} is not emulated in Headers.`);
}

function lengthError(member: string, maximum: number): AwsError {
  return constraintError(member, `Member must have length between 1 and ${maximum}, inclusive`);
}

function patternError(member: string, pattern: string): AwsError {
  return constraintError(member, `Member must satisfy regular expression pattern: ${pattern}`);
}
