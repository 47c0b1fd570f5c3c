module.exports = { ...require('../../jest.preset.cjs'), displayName: 'personal-data' };
