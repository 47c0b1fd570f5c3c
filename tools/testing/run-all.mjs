// `npm test`: everything there is to check, and at the end one line that adds it up.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';

const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
const startedAt = performance.now();
const counts = { passed: 0, failed: 0 };

// The stories come after the rest: they start whole Sesames, and two cores are best left to them.
const code =
  (await run('run-many', '--targets=lint,typecheck,test,package', '--outputStyle=static')) ||
  (await run('run', 'e2e:e2e', '--outputStyle=static'));

process.stdout.write(
  `\n${code === 0 ? 'Everything holds' : 'Something failed; it is named above'} · ${Math.round((performance.now() - startedAt) / 1000)} s\n`,
);
process.stdout.write(`tests: ${counts.passed} passed, ${counts.failed} failed\n`);
process.exit(code);

function run(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [nx, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SESAME_STAGE: 'local' },
    });
    let rest = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        process.stdout.write(chunk);
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(count);
      });
    }
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}

/** Adds jest's closing line: `Tests:       1 failed, 12 passed, 13 total`. */
function count(line) {
  const plain = stripVTControlCharacters(line);
  if (!/^\s*Tests:\s/.test(plain)) return;
  counts.passed += Number(/(\d+) passed/.exec(plain)?.[1] ?? 0);
  counts.failed += Number(/(\d+) failed/.exec(plain)?.[1] ?? 0);
}
