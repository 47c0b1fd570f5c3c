const { default: Sequencer } = require('@jest/test-sequencer');

/** The story of least privilege reads what IAM decided during all the others, so it is told last. */
module.exports = class LeastPrivilegeLast extends Sequencer {
  sort(tests) {
    const isLast = ({ path }) => path.endsWith('least-privilege.test.ts');
    return [...tests].sort((a, b) => Number(isLast(a)) - Number(isLast(b)) || a.path.localeCompare(b.path));
  }
};
