import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Statement } from '@sesame/iam';
import * as z from 'zod';

const template = z.looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
const role = z.looseObject({
  Type: z.literal('AWS::IAM::Role'),
  Properties: z.looseObject({
    RoleName: z.string(),
    Policies: z.array(z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(z.unknown()) }) })),
  }),
});
const templateFile = 'cloudformation-template-update-stack.json';

/** A change to the statements of one policy of one packaged role. */
export interface RoleChange {
  roleName: string;
  policyIndex: number;
  /** Its place; beyond the last it is added. */
  index: number;
  /** What stands there instead; nothing where it is gone. */
  statement?: Statement;
}

/**
 * Copies the packages into a folder with roles changed: everything else is what is deployed otherwise. The folder has to lie
 * inside the repository, where the embedded AWS finds its modules. Gives the folder.
 */
export function mutatedPackages(packages: string, folder: string, changes: RoleChange[]): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'apps'), { recursive: true });
  mkdirSync(join(folder, 'tools', 'local-aws'), { recursive: true });
  symlinkSync(join(packages, 'root'), join(folder, 'root'));
  const embeddedAws = join(packages, 'tools', 'local-aws');
  for (const file of readdirSync(embeddedAws))
    copyFileSync(join(embeddedAws, file), join(folder, 'tools', 'local-aws', file));
  const made = readdirSync(join(packages, 'apps')).flatMap((app) =>
    copyService(join(packages, 'apps', app), join(folder, 'apps', app), changes),
  );
  const missed = changes.filter((change) => !made.includes(change));
  if (missed.length > 0)
    throw new Error(`No package has the role ${missed.map(({ roleName }) => roleName).join(', ')}.`);
  return folder;
}

function copyService(from: string, to: string, changes: RoleChange[]): RoleChange[] {
  mkdirSync(to);
  for (const file of readdirSync(from)) if (file !== templateFile) symlinkSync(join(from, file), join(to, file));
  const read = template.parse(JSON.parse(readFileSync(join(from, templateFile), 'utf8')));
  const made: RoleChange[] = [];
  for (const resource of Object.values(read.Resources)) {
    const { data } = role.safeParse(resource);
    for (const change of changes) {
      if (data?.Properties.RoleName !== change.roleName) continue;
      const { statement } = change;
      data.Properties.Policies[change.policyIndex]?.PolicyDocument.Statement.splice(
        change.index,
        1,
        ...(statement === undefined ? [] : [statement]),
      );
      made.push(change);
    }
    if (!data || !changes.some(({ roleName }) => roleName === data.Properties.RoleName)) continue;
    // IAM takes no policy without a statement: a role whose only one is gone has no policy.
    data.Properties.Policies = data.Properties.Policies.filter(
      ({ PolicyDocument }) => PolicyDocument.Statement.length > 0,
    );
    Object.assign(resource, data);
  }
  writeFileSync(join(to, templateFile), JSON.stringify(read));
  return made;
}
