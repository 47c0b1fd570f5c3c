import { isDeepStrictEqual } from 'node:util';
import type { Plan } from './plan';
import type { ResourceRecord } from './stack-records';
import type { StackTemplate } from './template';

export interface ResourceChange {
  logicalId: string;
  type: string;
  action: 'Add' | 'Modify' | 'Remove';
}

/** What a stack was deployed from before. */
export interface Before {
  template: StackTemplate;
  parameters: Record<string, string>;
}

/**
 * What a deploy will change: resources that are new, those whose declaration (or any parameter or condition of the
 * template) is another one than before, and those that are gone. What follows only from another resource's change is
 * not told, since names do not change here.
 */
export function resourceChanges(
  plan: Plan,
  after: Before,
  existing: readonly Pick<ResourceRecord, 'logicalId' | 'type'>[],
  before: Before | undefined,
): ResourceChange[] {
  const there = new Set(existing.map(({ logicalId }) => logicalId));
  const sameInputs =
    before !== undefined &&
    isDeepStrictEqual(
      [before.parameters, before.template.Parameters, before.template.Conditions],
      [after.parameters, after.template.Parameters, after.template.Conditions],
    );
  const kept = plan.resources.flatMap(({ logicalId, type: { type }, declared }): ResourceChange[] => {
    if (!there.has(logicalId)) return [{ logicalId, type, action: 'Add' }];
    const same = sameInputs && isDeepStrictEqual(before.template.Resources[logicalId], declared);
    return same ? [] : [{ logicalId, type, action: 'Modify' }];
  });
  const planned = new Set(plan.resources.map(({ logicalId }) => logicalId));
  const gone = existing
    .filter(({ logicalId }) => !planned.has(logicalId))
    .map(({ logicalId, type }): ResourceChange => ({ logicalId, type, action: 'Remove' }));
  return [...kept, ...gone];
}
