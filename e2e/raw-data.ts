import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ClassicLevel } from 'classic-level';

/** One stored piece of data, as text: an item of a table, a row of a service, a log. Packed data are unpacked beside it. */
export interface RawPiece {
  where: string;
  text: string;
}

/**
 * Everything that a Sesame which is not running keeps in its data folder: tables with their indexes, files, queues and logs.
 * Without the bundles of the deployment and what is SES's own, which in an AWS account is no data of Sesame's.
 */
export async function rawData(dataFolder: string): Promise<RawPiece[]> {
  return [...(await tablesIn(dataFolder)), ...servicesIn(dataFolder), ...logsIn(dataFolder)];
}

async function tablesIn(dataFolder: string): Promise<RawPiece[]> {
  const level = new ClassicLevel<string, Buffer>(join(dataFolder, 'dynamodb'), { valueEncoding: 'buffer' });
  const pieces: RawPiece[] = [];
  for await (const [key, value] of level.iterator())
    pieces.push({ where: `table ${key}`, text: key + unpacked(value) });
  await level.close();
  return pieces;
}

function servicesIn(dataFolder: string): RawPiece[] {
  const database = new DatabaseSync(join(dataFolder, 'aws.sqlite'), { readOnly: true });
  const tables = database
    .prepare("select name from sqlite_master where type = 'table'")
    .all()
    .map(({ name }) => String(name));
  const pieces = tables
    .filter((table) => !table.startsWith('ses_') && !table.startsWith('cloudformation_'))
    .flatMap((table) =>
      database
        .prepare(`select * from ${table}${table === 's3_objects' ? " where bucket like '%-attachments-%'" : ''}`)
        .all()
        .map((row) => ({ where: table, text: Object.values(row).map(textOf).join(' ') })),
    );
  database.close();
  return pieces;
}

function logsIn(dataFolder: string): RawPiece[] {
  const folder = join(dataFolder, 'logs');
  return readdirSync(folder).map((file) => ({ where: `log ${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array ? unpacked(Buffer.from(value)) : String(value);
}

/** Bytes as text; and after it what they hold in base64, in brotli or in gzip. */
function unpacked(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const inside = [...text.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)].flatMap(([encoded]) => {
    const decoded = Buffer.from(encoded, 'base64');
    return [decoded.toString('utf8'), decompressed(decoded, brotliDecompressSync), decompressed(decoded, gunzipSync)];
  });
  return [text, decompressed(bytes, brotliDecompressSync), decompressed(bytes, gunzipSync), ...inside].join(' ');
}

function decompressed(bytes: Buffer, unpack: (bytes: Buffer) => Buffer): string {
  try {
    return unpack(bytes).toString('utf8');
  } catch {
    return '';
  }
}
