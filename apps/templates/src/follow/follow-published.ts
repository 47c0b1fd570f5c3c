import {
  CreateEmailTemplateCommand,
  DeleteEmailTemplateCommand,
  UpdateEmailTemplateCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Connection } from '@sesame/email';
import type { SesWork, SesWorkTable, TemplateTable } from '@sesame/template';
import { sesContent, sesStateOf, sesTemplateName } from '../ses-template';
import { sesRefusal } from './ses-refusal';

/** SES answers one change of a template a second (AWS documentation: Service quotas in Amazon SES); a little more is safe. */
const betweenRequestsMs = 1_100;

export type FollowParts = {
  ses: Pick<SESv2Client, 'send'>;
  work: Pick<SesWorkTable, 'some' | 'settle'>;
  templates: Pick<TemplateTable, 'content'>;
  /** What the names of our templates in SES begin with. */
  prefix: string;
  sleep: (milliseconds: number) => Promise<void>;
  /** Whether there is time for one more request. */
  hasTime: () => boolean;
};

/** How many templates of SES came to which end. */
export type Followed = Record<'created' | 'updated' | 'deleted' | 'refused', number>;
type Change = Exclude<keyof Followed, 'refused'>;

/**
 * Tells SES what was published and removed, one change a second, until all is told, SES asks to wait, or the time is over. What is
 * not told, and what SES refuses, stays for the next run; telling again what SES has already changes nothing.
 * @throws what SES or the table fails with
 */
export async function followPublished(parts: FollowParts, connection: Connection): Promise<Followed> {
  const followed: Followed = { created: 0, updated: 0, deleted: 0, refused: 0 };
  const tell = paced(parts, followed);
  let last: SesWork | undefined;
  for (;;) {
    const some = await parts.work.some(connection, last);
    if (some.length === 0) return followed;
    for (const work of some) {
      last = work;
      const outcome = await follow(work, parts, tell);
      if (outcome === 'stop') return followed;
      if (outcome === 'done') await parts.work.settle(work);
    }
  }
}

type Outcome = 'done' | 'refused' | 'stop';
type Tell = (change: Change, request: () => Promise<unknown>) => Promise<Outcome>;

async function follow(work: SesWork, parts: FollowParts, tell: Tell): Promise<Outcome> {
  const { ses, prefix } = parts;
  const content = work.does === 'publish' ? await parts.templates.content(work, work.versionId) : undefined;
  if (work.does === 'remove') return removeAll(work, parts, tell);
  if (!content) return 'done';
  const TemplateName = sesTemplateName(prefix, work.id, work.version);
  const state = await sesStateOf(ses, TemplateName, content);
  if (state === 'in_step') return 'done';
  const input = { TemplateName, TemplateContent: sesContent(content) };
  if (state === 'missing') return tell('created', () => ses.send(new CreateEmailTemplateCommand(input)));
  return tell('updated', () => ses.send(new UpdateEmailTemplateCommand(input)));
}

/** Deletes what is still there of a template's versions; looking takes a fiftieth of the time. */
async function removeAll(
  { id, lastVersion }: Extract<SesWork, { does: 'remove' }>,
  { ses, prefix, hasTime }: FollowParts,
  tell: Tell,
): Promise<Outcome> {
  for (let version = 1; version <= lastVersion; version += 1) {
    if (!hasTime()) return 'stop';
    const TemplateName = sesTemplateName(prefix, id, version);
    if ((await sesStateOf(ses, TemplateName, { replyTo: [], variables: [] })) === 'missing') continue;
    const outcome = await tell('deleted', () => ses.send(new DeleteEmailTemplateCommand({ TemplateName })));
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

/** Makes changes at SES's pace, and counts what came of them. */
function paced({ sleep, hasTime }: Pick<FollowParts, 'sleep' | 'hasTime'>, followed: Followed): Tell {
  let isFirst = true;
  return async (change, request) => {
    if (!hasTime()) return 'stop';
    if (!isFirst) await sleep(betweenRequestsMs);
    isFirst = false;
    try {
      await request();
      followed[change] += 1;
      return 'done';
    } catch (error) {
      const refusal = sesRefusal(error);
      if (refusal === undefined) throw error;
      if (refusal === 'throttled') return 'stop';
      followed.refused += 1;
      return 'refused';
    }
  };
}
