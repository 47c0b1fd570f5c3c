import * as z from 'zod';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import { operation } from '../operation';
import type { LambdaApi } from './lambda-api';

/** Without `Code.Location`: a presigned address is an access without credentials, and nothing here gives one out. */
export const getFunction = operation<LambdaApi>()({
  name: 'GetFunction',
  documentation: 'https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}' },
  input: z.strictObject({ FunctionName: z.string(), Qualifier: z.literal('$LATEST').optional() }),
  access: (_, { FunctionName }) => [
    { action: 'lambda:GetFunction', resource: arn('lambda', `function:${FunctionName}`) },
  ],
  run({ lambda }, { FunctionName }) {
    const found = lambda.describe(FunctionName);
    if (!found)
      throw new AwsError(
        'ResourceNotFoundException',
        `Function not found: ${arn('lambda', `function:${FunctionName}`)}`,
        404,
        { Type: 'User' },
      );
    const { settings, logGroupName, modifiedAt } = found;
    return {
      Configuration: {
        FunctionName,
        FunctionArn: arn('lambda', `function:${FunctionName}`),
        Runtime: 'nodejs24.x',
        Role: settings.roleArn,
        Handler: settings.handler,
        Timeout: settings.timeoutSeconds,
        MemorySize: settings.memoryMegabytes,
        // As Lambda writes it: an offset, and no Z.
        LastModified: new Date(modifiedAt).toISOString().replace('Z', '+0000'),
        Version: '$LATEST',
        State: 'Active',
        LastUpdateStatus: 'Successful',
        PackageType: 'Zip',
        Environment: { Variables: settings.environment },
        LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupName },
      },
      Code: { RepositoryType: 'S3' },
    };
  },
});
