import * as z from 'zod';
import { AwsError } from '../../aws-error';
import { operation } from '../../operation';
import { DeployError } from '../deploy-error';
import { reasonOf } from '../reason';
import { readTemplate } from '../template';
import type { CloudFormationApi } from './cloudformation-api';
import { readTemplateSource, templateAccess, templateSource } from './template-source';

/** Takes no stack, so IAM is asked about any resource. Checks the template's shape; a change set checks the rest. */
export const validateTemplate = operation<CloudFormationApi>()({
  name: 'ValidateTemplate',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html',
  input: z.strictObject(templateSource),
  access: ({ s3 }, input) => [
    { action: 'cloudformation:ValidateTemplate', resource: '*' },
    ...templateAccess(s3, input),
  ],
  run({ s3 }, input) {
    try {
      const { Description, Parameters } = readTemplate('template', readTemplateSource(s3, input));
      return {
        ...(Description !== undefined && { Description }),
        Parameters: Object.entries(Parameters).map(([ParameterKey, { Default }]) => ({
          ParameterKey,
          ...(Default !== undefined && { DefaultValue: Default }),
        })),
      };
    } catch (error) {
      if (!(error instanceof DeployError)) throw error;
      throw new AwsError('ValidationError', `Template format error: ${reasonOf(error)}`);
    }
  },
});
