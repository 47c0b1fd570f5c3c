/**
 * Every way the API refuses, by the `name` a caller can branch on. The first group is Resend's vocabulary, so that code
 * written for it goes on working; the second is ours, for what Resend has no word for.
 */
export const errors = {
  validation_error: { status: 422, title: 'The request is not valid' },
  missing_api_key: { status: 401, title: 'The request has no API key' },
  restricted_api_key: { status: 401, title: 'The API key does not permit this' },
  invalid_api_key: { status: 403, title: 'The API key is not known' },
  invalid_idempotency_key: { status: 400, title: 'The idempotency key is not valid' },
  invalid_idempotent_request: { status: 409, title: 'The idempotency key was used for another request' },
  concurrent_idempotent_requests: { status: 409, title: 'Another request with the idempotency key is at work' },
  not_found: { status: 404, title: 'There is no such thing' },
  application_error: { status: 503, title: 'Something this request needs does not answer' },
  internal_server_error: { status: 500, title: 'Something went wrong in Sesame' },

  request_too_large: { status: 413, title: 'The request body is too large' },
  recipient_suppressed: { status: 422, title: 'Every recipient is on the suppression list' },
  identity_not_verified: { status: 422, title: 'The sender is not verified in SES' },
  sending_paused: { status: 403, title: 'The stream is paused, so no new mail of it is taken' },
  domain_not_allowed_for_key: { status: 403, title: 'The API key may not send from this domain' },
  last_full_access_key: { status: 409, title: 'The last API key with full access cannot be removed' },
  email_not_scheduled: { status: 409, title: 'The e-mail is not scheduled, so nothing about it can be changed' },
  template_alias_taken: { status: 409, title: 'Another template has this alias' },
  template_not_published: { status: 422, title: 'The template has no published version' },
  invalid_template_variables: { status: 422, title: 'Variables of the template are missing or not of their type' },
  identity_not_deployed: { status: 422, title: 'The sender is not among the identities this deployment may use' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorName = keyof typeof errors;
