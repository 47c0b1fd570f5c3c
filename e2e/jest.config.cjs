const { storiesIn } = require('./stories.cjs');

/** `together` or `apart` for a half of them; all without it. */
const part = process.env.E2E_PART;

/** The stories: told from outside, against the packaged services on one embedded AWS that all of them share. */
module.exports = {
  ...require('../jest.preset.cjs'),
  ...(part && { testMatch: storiesIn(part).map((file) => `<rootDir>/${file}`) }),
  displayName: part ?? 'e2e',
  globalSetup: './start-shared-sesame.ts',
  globalTeardown: './stop-shared-sesame.ts',
  setupFilesAfterEnv: ['./tell-which-story.ts'],
  testSequencer: './least-privilege-last.cjs',
  maxWorkers: 1,
  testTimeout: 60_000,
};
