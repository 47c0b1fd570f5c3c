import * as z from 'zod';
import type { Access } from '../../operation';
import { generatedName } from '../derived-ids';
import { name, tags, text, wholeNumber } from '../property-values';
import { calls } from './calls';
import { functionArnOf } from './function-name';
import { resourceType } from './resource-type';

export const lambdaFunction = resourceType({
  type: 'AWS::Lambda::Function',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html',
  properties: z.strictObject({
    FunctionName: name(/^[A-Za-z0-9_-]+$/, 64).exactOptional(),
    Description: text.exactOptional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().regex(/^\S+\.[^\s.]+$/, 'a module path, a dot, and the name of its export'),
    Runtime: z.literal('nodejs24.x', 'only nodejs24.x is emulated'),
    Role: z.string(),
    Timeout: wholeNumber(1, 900).exactOptional(),
    MemorySize: wholeNumber(128, 10_240).exactOptional(),
    Environment: z.strictObject({ Variables: z.record(z.string(), text).exactOptional() }).exactOptional(),
    LoggingConfig: z
      .strictObject({
        LogGroup: z.string().exactOptional(),
        LogFormat: z.literal('Text', 'only the log format Text is emulated').exactOptional(),
      })
      .exactOptional(),
    /** Bundles are JavaScript, which runs on this machine's processor. */
    Architectures: z
      .array(z.enum(['arm64', 'x86_64']))
      .length(1)
      .exactOptional(),
    PackageType: z.literal('Zip').exactOptional(),
    /** Active tracing would need permissions that nothing here asks for. */
    TracingConfig: z.strictObject({ Mode: z.literal('PassThrough', 'active tracing is not emulated') }).exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn'],
  claim: ({ FunctionName }) => FunctionName,
  calls: {
    create: ({ FunctionName, Role, Code }, { stackName, logicalId, tagged }) => [
      ...calls('s3', ['GetObject'], `arn:aws:s3:::${Code.S3Bucket}/${Code.S3Key}`),
      ...passedToLambda(Role),
      ...calls(
        'lambda',
        ['CreateFunction', 'GetFunction', tagged && 'TagResource'],
        functionArnOf(FunctionName ?? generatedName(stackName, logicalId, 64)),
      ),
    ],
    update: ({ FunctionName, Role, Code }, { stackName, logicalId, tagged }) => [
      ...calls('s3', ['GetObject'], `arn:aws:s3:::${Code.S3Bucket}/${Code.S3Key}`),
      ...passedToLambda(Role),
      ...calls(
        'lambda',
        ['GetFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', tagged && 'TagResource'],
        functionArnOf(FunctionName ?? generatedName(stackName, logicalId, 64)),
      ),
    ],
    remove: (functionName) => calls('lambda', ['GetFunction', 'DeleteFunction'], functionArnOf(functionName)),
  },
  apply(properties, { stackName, logicalId, codeFolder, services: { lambda, roles } }) {
    const { FunctionName = generatedName(stackName, logicalId, 64), Timeout = 3, MemorySize = 128 } = properties;
    if (!roles.byArn(properties.Role)) throw new Error(`the role ${properties.Role} does not exist`);
    const logGroupName = properties.LoggingConfig?.LogGroup;
    const { arn } = lambda.applyFunction({
      name: FunctionName,
      codeFolder: codeFolder(properties.Code.S3Key, properties.Code.S3Bucket),
      handler: properties.Handler,
      roleArn: properties.Role,
      environment: properties.Environment?.Variables ?? {},
      timeoutSeconds: Timeout,
      memoryMegabytes: MemorySize,
      ...(logGroupName !== undefined && { logGroupName }),
    });
    return { reference: FunctionName, attributes: { Arn: arn } };
  },
  remove: (functionName, { services: { lambda } }) => lambda.removeFunction(functionName),
});

function passedToLambda(roleArn: string): Access[] {
  return calls('iam', ['PassRole'], roleArn, { 'iam:PassedToService': 'lambda.amazonaws.com' });
}
