import * as z from 'zod';
import { account } from '../../account';
import { name } from '../property-values';

export const iamPath = name(/^\/([!-~]+\/)?$/, 512);

/** What depends on another resource is not known while a template is only checked, and stands there as `pending-…`. */
export const attachablePolicyArn = z
  .string()
  .regex(
    new RegExp(`^(pending-.*|arn:aws:iam::${account}:policy/[!-~]+)$`),
    'the ARN of a managed policy of this account; those of AWS are not emulated',
  );
