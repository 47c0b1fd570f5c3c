import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Access } from '../operation';
import type { RequireAllowed } from './deployer-rights';
import { reasonOf } from './reason';

/** What came of one comparison of a stack with its template. */
export interface DriftDetection {
  id: string;
  stackName: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Why it failed; absent where it is complete. */
  reason?: string;
}

/**
 * Comparisons of stacks with what was deployed, in memory. Each asks IAM, in the name of whoever wants to know, for what the
 * handlers of the resources read. A difference is never found: nothing here changes what a template declares but
 * CloudFormation itself, and break-glass, which turns SES's sending off and on.
 */
export interface DriftDetections {
  /** Compares at once. */
  detect(stackName: string, resources: ReadableResource[], requireAllowed: RequireAllowed): DriftDetection;
  find(id: string): DriftDetection | undefined;
}

/** A deployed resource, and all that is called to change it. */
export interface ReadableResource {
  logicalId: string;
  calls: Access[];
}

/** Of what is called to change a resource, what only reads it. The code of a function lies elsewhere, and is not compared. */
const reads = /^(?!s3:GetObject$)[a-z0-9-]+:(Get|List|Describe|GET$)/;

export function createDriftDetections(clock: Clock): DriftDetections {
  const detections = new Map<string, DriftDetection>();
  return {
    detect(stackName, resources, requireAllowed) {
      const reason = firstProblem(resources, requireAllowed);
      const detection = { id: randomUUID(), stackName, at: clock.now(), ...(reason !== undefined && { reason }) };
      detections.set(detection.id, detection);
      return detection;
    },
    find: (id) => detections.get(id),
  };
}

function firstProblem(resources: ReadableResource[], requireAllowed: RequireAllowed): string | undefined {
  for (const { logicalId, calls } of resources)
    try {
      requireAllowed(calls.filter(({ action }) => reads.test(action)));
    } catch (error) {
      return `Failed to detect drift on resource [${logicalId}]: ${reasonOf(error)}`;
    }
  return undefined;
}
