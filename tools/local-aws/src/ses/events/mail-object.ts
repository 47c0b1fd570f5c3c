import { account } from '../../account';
import type { AcceptedEmail } from '../message/accepted-email';
import type { Header } from '../message/custom-headers';
import { envelopeOf } from '../message/email';
import type { EmailTags } from '../message/email-tags';
import { decodeWords } from '../message/encoded-words';
import { domainOf, type Mailbox } from '../message/mailbox';
import { messageHeaders, structureHeaders } from '../message/message-headers';

/** The `mail` object of an event record: the message as it was when SES took it. */
export interface MailObject extends Omit<BriefMailObject, 'sourceArn'> {
  /** Missing where somebody opened or clicked. */
  sourceArn?: string;
  headersTruncated: boolean;
  headers: Header[];
  commonHeaders: CommonHeaders;
}

/** What is left of it where the message did not get far. */
export interface BriefMailObject {
  timestamp: string;
  source: string;
  sourceArn: string;
  sendingAccountId: string;
  messageId: string;
  /** Everyone in the envelope, blind copies included, whomever the event is about. */
  destination: string[];
  tags: EmailTags;
}

interface CommonHeaders {
  returnPath?: string;
  from: string[];
  replyTo?: string[];
  to?: string[];
  cc?: string[];
  messageId: string;
  subject: string;
}

/** Bytes of headers that a record carries (AWS documentation: headers are truncated at 10 KB). */
const maxHeaderBytes = 10_240;

export function mailObject(email: AcceptedEmail, handedOver: boolean): MailObject {
  const all = [...messageHeaders(email), ...structureHeaders(email)];
  const headers = withinLimit(all);
  return {
    ...identification(email),
    headersTruncated: headers.length < all.length,
    headers,
    commonHeaders: commonHeaders(email),
    tags: { ...automaticTags(email, handedOver), ...email.tags },
  };
}

export function briefMailObject(email: AcceptedEmail): BriefMailObject {
  return { ...identification(email), tags: configurationSetTag(email) };
}

function identification(email: AcceptedEmail): Omit<BriefMailObject, 'tags'> {
  return {
    timestamp: new Date(email.acceptedAt).toISOString(),
    source: email.from.text,
    sourceArn: email.sourceArn,
    sendingAccountId: account,
    messageId: email.messageId,
    destination: envelopeOf(email),
  };
}

function withinLimit(headers: Header[]): Header[] {
  let bytes = 0;
  const beyond = headers.findIndex(({ name, value }) => {
    bytes += Buffer.byteLength(`${name}: ${value}\r\n`);
    return bytes >= maxHeaderBytes;
  });
  return beyond < 0 ? headers : headers.slice(0, beyond);
}

function commonHeaders({ from, to, cc, replyTo, feedbackAddress, messageId, subject }: AcceptedEmail): CommonHeaders {
  return {
    ...(feedbackAddress && { returnPath: feedbackAddress.address }),
    from: [from.text],
    ...(replyTo.length > 0 && { replyTo: texts(replyTo) }),
    ...(to.length > 0 && { to: texts(to) }),
    ...(cc.length > 0 && { cc: texts(cc) }),
    messageId,
    subject: decodeWords(subject),
  };
}

function texts(mailboxes: Mailbox[]): string[] {
  return mailboxes.map((mailbox) => mailbox.text);
}

/** There is no `ses:source-tls-version`: callers speak plain HTTP here. */
function automaticTags(email: AcceptedEmail, handedOver: boolean): EmailTags {
  return {
    'ses:operation': ['SendEmail'],
    ...configurationSetTag(email),
    'ses:source-ip': [email.sourceIp],
    'ses:from-domain': [domainOf(email.from.address)],
    'ses:caller-identity': [email.callerIdentity],
    ...(handedOver && { 'ses:outgoing-ip': ['127.0.0.1'] }),
  };
}

function configurationSetTag({ configurationSetName: name }: AcceptedEmail): EmailTags {
  return name === undefined ? {} : { 'ses:configuration-set': [name] };
}
