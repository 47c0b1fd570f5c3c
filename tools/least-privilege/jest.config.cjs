module.exports = { ...require('../../jest.preset.cjs'), displayName: 'least-privilege' };
