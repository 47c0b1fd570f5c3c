module.exports = { ...require('../../jest.preset.cjs'), displayName: 'suppressions-csv' };
