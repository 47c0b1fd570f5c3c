import * as z from 'zod/mini';

const bySets = 'it is a setting of the configuration sets, which all domains share';

/**
 * What clients may set for a domain and Amazon SES does not keep for a domain: what is so anyway is taken, anything
 * else is refused rather than ignored.
 */
export const domainSettings = {
  open_tracking: z.optional(z.literal(true, { error: `must stay true: ${bySets}` })),
  click_tracking: z.optional(z.literal(true, { error: `must stay true: ${bySets}` })),
  tls: z.optional(z.literal('opportunistic', { error: `must stay "opportunistic": ${bySets}` })),
  capabilities: z.optional(
    z.strictObject({
      sending: z.optional(z.literal('enabled', { error: 'must stay "enabled"; to end sending, remove the domain' })),
      receiving: z.optional(z.literal('disabled', { error: 'must stay "disabled": Sesame receives no mail' })),
    }),
  ),
  tracking_subdomain: z.optional(z.never({ error: 'cannot be set: links are tracked under a domain of Amazon SES' })),
};
