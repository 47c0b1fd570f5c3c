import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import { pageInput, pageOf } from './page';
import type { Ses } from './ses';

/** SES gives up to 100 a page; its documentation names no page size for none given, and here it is 100 (unverified). */
const mostOnPage = 100;

export const listEmailTemplates = operation<Ses>()({
  name: 'ListEmailTemplates',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailTemplates.html',
  http: { method: 'GET', path: '/v2/email/templates' },
  input: z.strictObject(pageInput),
  access: () => [onAccount('ses:ListEmailTemplates')],
  run({ emailTemplates, requestRate }, { PageSize, NextToken }) {
    requestRate('ListEmailTemplates');
    const { entries, nextToken } = pageOf(
      { PageSize: Math.min(PageSize ?? mostOnPage, mostOnPage), NextToken },
      (limit, after) => emailTemplates.list(limit, after),
      ({ name }) => name,
    );
    return {
      TemplatesMetadata: entries.map(({ name, createdAt }) => ({
        TemplateName: name,
        CreatedTimestamp: createdAt / 1000,
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
});
