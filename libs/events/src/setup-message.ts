/** SES publishes this, and no JSON, when an event destination is made or changed (observed). */
const setupMessage = 'Successfully validated SNS topic for Amazon SES event publishing.';

export function isSetupMessage(message: string): boolean {
  return message.trim() === setupMessage;
}
