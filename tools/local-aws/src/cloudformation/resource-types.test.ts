import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { emulatedResourceTypes, resourceTypes } from './resource-types';

const specification = loadAwsServiceSpecSync();
const awsTypes = resourceTypes.map(({ type, ...rest }) => {
  const [aws] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  return { type, aws, ...rest };
});

it.each(awsTypes)('$type has only attributes that AWS documents', ({ aws, attributes }) => {
  expect(Object.keys(aws?.attributes ?? {})).toEqual(expect.arrayContaining([...attributes]));
});

it.each(awsTypes)('$type has only properties that AWS documents', ({ aws, propertyNames }) => {
  expect(Object.keys(aws?.properties ?? {})).toEqual(expect.arrayContaining([...propertyNames]));
});

it.each(awsTypes)('$type knows every property that AWS requires', ({ aws, propertyNames }) => {
  const required = Object.entries(aws?.properties ?? {}).filter(([, property]) => property.required);
  expect(propertyNames).toEqual(expect.arrayContaining(required.map(([property]) => property)));
});

it('every inert type says why it may be accepted', () => {
  for (const [type, why] of Object.entries(emulatedResourceTypes.inert)) {
    expect(emulatedResourceTypes.emulated).not.toContain(type);
    expect(why).toMatch(/^[A-Z].+\.$/);
  }
});
