// Its tests start processes, which takes its time where other work shares the machine.
module.exports = { ...require('../../jest.preset.cjs'), displayName: 'local-aws', testTimeout: 30_000 };
