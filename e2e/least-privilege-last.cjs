const { default: Sequencer } = require('@jest/test-sequencer');

/** These read what was logged, and what IAM decided, during all the others, so they are told last. */
const last = ['logs.test.ts', 'least-privilege.test.ts'];

module.exports = class LeastPrivilegeLast extends Sequencer {
  sort(tests) {
    const turnOf = ({ path }) => last.findIndex((name) => path.endsWith(`/${name}`));
    return [...tests].sort((a, b) => turnOf(a) - turnOf(b) || a.path.localeCompare(b.path));
  }
};
