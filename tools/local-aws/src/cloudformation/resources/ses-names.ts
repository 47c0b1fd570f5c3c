import { arn } from '../../account';

export function configurationSetArn(configurationSetName: string): string {
  return arn('ses', `configuration-set/${configurationSetName}`);
}

/** CloudFormation calls version 2 of SES's API. */
export const sesVersion = { 'ses:ApiVersion': '2' };
