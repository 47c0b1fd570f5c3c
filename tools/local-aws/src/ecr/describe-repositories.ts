import * as z from 'zod';
import { account, arn } from '../account';
import { AwsError } from '../aws-error';
import { operation } from '../operation';

/** Sesame has no container images, so there is no repository; whoever removes a service asks all the same. */
export const describeRepositories = operation<undefined>()({
  name: 'DescribeRepositories',
  documentation: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html',
  input: z.strictObject({
    registryId: z.literal(account).optional(),
    repositoryNames: z.array(z.string()).min(1).max(100).optional(),
  }),
  access: (_, { repositoryNames = ['*'] }) =>
    repositoryNames.map((name) => ({ action: 'ecr:DescribeRepositories', resource: arn('ecr', `repository/${name}`) })),
  run(_, { repositoryNames = [] }) {
    const [name] = repositoryNames;
    if (name === undefined) return { repositories: [] };
    throw new AwsError(
      'RepositoryNotFoundException',
      `The repository with name '${name}' does not exist in the registry with id '${account}'`,
    );
  },
});
