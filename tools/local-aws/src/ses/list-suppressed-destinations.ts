import * as z from 'zod';
import { operation } from '../operation';
import { onAccount } from './access';
import { pageInput, pageOf } from './page';
import type { Ses } from './ses';
import { suppressionReasons } from './suppression-list';
import { readSuppressionReason } from './suppression-reason';

export const listSuppressedDestinations = operation<Ses>()({
  name: 'ListSuppressedDestinations',
  documentation: 'https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html',
  http: { method: 'GET', path: '/v2/email/suppression/addresses' },
  input: z.strictObject({
    /** A list on the wire is the same query parameter several times. */
    Reason: z.union([z.string(), z.array(z.string())]).optional(),
    StartDate: z.coerce.date().optional(),
    EndDate: z.coerce.date().optional(),
    ...pageInput,
  }),
  access: () => [onAccount('ses:ListSuppressedDestinations')],
  run({ suppressionList, requestRate }, { Reason: reason, StartDate: from, EndDate: to, ...request }) {
    requestRate('ListSuppressedDestinations');
    const reasons = reason === undefined ? suppressionReasons : [reason].flat().map(readSuppressionReason);
    const { entries, nextToken } = pageOf(
      request,
      (limit, after) => suppressionList.list({ reasons, from: from?.getTime(), to: to?.getTime(), limit, after }),
      ({ emailAddress }) => emailAddress,
    );
    return {
      SuppressedDestinationSummaries: entries.map(({ emailAddress, reason, lastUpdateTime }) => ({
        EmailAddress: emailAddress,
        Reason: reason,
        LastUpdateTime: lastUpdateTime / 1000,
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
});
