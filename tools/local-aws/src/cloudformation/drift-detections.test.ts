import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Access } from '../operation';
import { createDriftDetections } from './drift-detections';
import { calls } from './resources/calls';

const detections = createDriftDetections({ now: () => 0 } as Partial<Clock> as Clock);
const resources = [
  { logicalId: 'Function', calls: calls('lambda', ['GetFunction', 'UpdateFunctionCode', 'ListTags'], 'function') },
  { logicalId: 'Code', calls: calls('s3', ['GetObject'], 'code') },
  { logicalId: 'Route', calls: calls('apigateway', ['GET', 'PATCH'], 'route') },
];

test('of every resource it asks for what reads it, and for nothing that changes it', () => {
  const asked: Access[] = [];
  const { id } = detections.detect('s', resources, (accesses) => void asked.push(...accesses));
  expect(asked.map(({ action }) => action)).toEqual(['lambda:GetFunction', 'lambda:ListTags', 'apigateway:GET']);
  expect(detections.find(id)).toEqual({ id, stackName: 's', at: 0 });
});

test('who may not see a resource gets no comparison, and reads which resource it is', () => {
  const { reason } = detections.detect('s', resources, (accesses) => {
    if (accesses.some(({ resource }) => resource === 'route'))
      throw new AwsError('AccessDenied', 'not authorized', 403);
  });
  expect(reason).toMatch(/^Failed to detect drift on resource \[Route\]: .*not authorized/);
});

test('an id that is unknown is of no comparison', () => {
  expect(detections.find('none')).toBeUndefined();
});
