const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const imported = /\bshared\b[^;]*from '\.\/given'/;

/**
 * The files of the stories in two parts, relative to this folder: `together` are told on the Sesame that they share, one after the
 * other, as their imports say; `apart` are the others, each of which starts its own or needs none.
 */
exports.storiesIn = (part) =>
  readdirSync(__dirname, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => imported.test(readFileSync(join(__dirname, file), 'utf8')) === (part === 'together'))
    .sort();
