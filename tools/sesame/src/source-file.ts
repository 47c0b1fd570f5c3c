import { isUtf8 } from 'node:buffer';
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isNativeError } from 'node:util/types';
import { FileError } from './file-problem';

/** What the API takes of a template, and as much as one file may hold. */
export const mostBytes = 500_000;

/**
 * The text of a file, or undefined where there is none. Links are not followed: they could lead out of the folder.
 * @throws FileError for anything but a plain file in UTF-8 of at most 500,000 bytes
 */
export async function readSource(path: string): Promise<string | undefined> {
  const stats = await statsOf(path);
  if (!stats) return undefined;
  if (!stats.isFile()) throw refusal(path, 'is not a plain file; links are not followed.');
  if (stats.size > mostBytes) throw refusal(path, `holds ${stats.size} bytes; a template holds at most ${mostBytes}.`);
  const bytes = await readFile(path);
  if (!isUtf8(bytes)) throw refusal(path, 'is not UTF-8.');
  return bytes.toString();
}

/**
 * Writes a file below a folder that exists, or removes it where the text is undefined.
 * @throws FileError where the file or its folder is a link, or something else than a file and a folder
 */
export async function writeSource(path: string, text: string | undefined): Promise<void> {
  const folder = dirname(path);
  const folderStats = await statsOf(folder);
  if (folderStats && !folderStats.isDirectory()) throw refusal(folder, 'is not a folder; links are not followed.');
  const stats = await statsOf(path);
  if (stats && !stats.isFile()) throw refusal(path, 'is not a plain file; links are not followed.');
  if (text === undefined) return rm(path, { force: true });
  if (!folderStats) await mkdir(folder);
  await writeFile(path, text);
}

async function statsOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const refusal = (file: string, sentence: string) => new FileError({ file, sentence });
