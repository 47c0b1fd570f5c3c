import type { EmulatedService } from '../emulated-service';
import { describeRepositories } from './describe-repositories';

/** ECR as the server sees it: without a repository. */
export function ecrService(): EmulatedService<undefined> {
  return {
    signingName: 'ecr',
    protocol: 'json-1.1',
    routedBy: 'AmazonEC2ContainerRegistry_V20150921',
    state: undefined,
    operations: [describeRepositories],
  };
}
