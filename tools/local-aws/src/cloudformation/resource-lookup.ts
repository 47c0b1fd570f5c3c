import { type Found, Pending } from './intrinsics/intrinsic';
import { resourceTypeOf } from './resource-types';
import type { AppliedResource } from './resources/resource-type';
import type { ResourceLookup } from './scope';
import type { TemplateResource } from './template';

/** Answers for resources that are yet to be applied: names are checked, values are pending, and `hear` learns who is asked for. */
export function pendingResources(
  declared: Record<string, TemplateResource>,
  isExcluded: (resource: TemplateResource) => boolean,
  hear: (logicalId: string) => void,
): ResourceLookup {
  const pending = (logicalId: string, attribute?: string): Found | undefined => {
    const resource = declared[logicalId];
    if (!resource) return undefined;
    if (isExcluded(resource))
      return { problem: `the resource '${logicalId}', whose condition '${resource.Condition}' does not hold` };
    const known = resourceTypeOf(resource.Type)?.attributes;
    if (attribute !== undefined && known && !known.includes(attribute))
      return {
        problem: `an unknown attribute '${attribute}' of '${logicalId}': ${resource.Type} has ${known.join(', ') || 'none'}`,
      };
    hear(logicalId);
    return { value: new Pending(attribute === undefined ? logicalId : `${logicalId}.${attribute}`) };
  };
  return { reference: (logicalId) => pending(logicalId), attribute: pending };
}

/** Answers with what applied resources gave. */
export function appliedResources(applied: ReadonlyMap<string, AppliedResource>): ResourceLookup {
  return {
    reference(logicalId) {
      const resource = applied.get(logicalId);
      return resource && { value: resource.reference };
    },
    attribute(logicalId, attribute) {
      const value = applied.get(logicalId)?.attributes[attribute];
      return value === undefined ? undefined : { value };
    },
  };
}
