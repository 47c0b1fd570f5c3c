// Beside the packaged services, an embedded AWS in which every question to IAM is answered "allowed" without reading a policy.
// It is built for this measurement alone: the embedded AWS itself has no such switch.
import { cpSync } from 'node:fs';
import { build } from 'esbuild';

export async function prepare(root) {
  const output = `${root}dist/tools/local-aws-without-iam`;
  cpSync(`${root}dist/tools/local-aws`, output, { recursive: true });
  await build({
    entryPoints: [`${root}tools/local-aws/src/main.ts`],
    outfile: `${output}/main.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    tsconfig: `${root}tsconfig.base.json`,
    mainFields: ['module', 'main'],
    external: ['dynalite', 'dynalite/*', 'nodemailer', 'nodemailer/*'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    plugins: [
      {
        name: 'without-iam',
        setup({ onLoad }) {
          onLoad({ filter: /libs\/iam\/src\/authorize\.ts$/ }, () => ({
            contents: `export const authorize = ({ principal, action, resource }) =>
              ({ principal, action, resource, decision: 'allowed', reason: 'IAM is not asked.', statements: [] });`,
          }));
        },
      },
    ],
    logLevel: 'warning',
  });
}
