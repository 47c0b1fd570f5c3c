import * as z from 'zod/mini';
import { openObject } from './open-object';
import { tolerant } from './tolerant';

/** SES took a message from a template of its own and could not render it. `failure` in the record, which tells no time. */
export const renderingFailure = openObject({
  templateName: tolerant(z.string()),
  errorMessage: tolerant(z.string()),
});

export type RenderingFailure = z.output<typeof renderingFailure>;
