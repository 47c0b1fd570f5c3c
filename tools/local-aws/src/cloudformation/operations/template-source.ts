import * as z from 'zod';
import { region } from '../../account';
import { AwsError } from '../../aws-error';
import type { Access } from '../../operation';
import { objectAccess } from '../../s3/access';
import type { S3 } from '../../s3/s3';
import { type TemplateValue, templateValue } from '../template';

/** How a request says which template: as text, or where it lies in S3. */
export const templateSource = {
  TemplateBody: z.string().optional(),
  TemplateURL: z.string().optional(),
};
type TemplateSource = { TemplateBody?: string | undefined; TemplateURL?: string | undefined };

/** CloudFormation reads a template in S3 with the caller's permissions. */
export function templateAccess(s3: S3, { TemplateURL }: TemplateSource): Access[] {
  if (TemplateURL === undefined) return [];
  const { bucket, key } = placeOf(TemplateURL);
  return [objectAccess(s3, 's3:GetObject', bucket, key)];
}

/** The template, parsed. Throws `AwsError` for one that is missing, unreadable or no JSON (YAML is not emulated). */
export function readTemplateSource(s3: S3, { TemplateBody, TemplateURL }: TemplateSource): TemplateValue {
  if ((TemplateBody === undefined) === (TemplateURL === undefined))
    throw validation('Either Template URL or Template Body must be specified.');
  return parsed(TemplateBody ?? objectAt(s3, TemplateURL ?? ''));
}

function objectAt(s3: S3, url: string): string {
  const { bucket, key } = placeOf(url);
  const object = s3.exists(bucket) ? s3.get(bucket, key) : undefined;
  if (!object) throw validation(`S3 error: The specified key does not exist. There is no s3://${bucket}/${key}`);
  return object.body.toString();
}

/** Whatever S3's endpoint is here, a template's address is the one it has on AWS, in path style. */
function placeOf(url: string): { bucket: string; key: string } {
  const { hostname, pathname } = URL.parse(url) ?? {};
  const [, bucket, key] = /^\/([^/]+)\/(.+)$/.exec(pathname ?? '') ?? [];
  if (
    bucket === undefined ||
    key === undefined ||
    !['s3.amazonaws.com', `s3.${region}.amazonaws.com`].includes(hostname ?? '')
  )
    throw validation('TemplateURL must be a supported URL.');
  return { bucket, key: decodeURIComponent(key) };
}

function parsed(text: string): TemplateValue {
  try {
    return templateValue.parse(JSON.parse(text));
  } catch {
    throw validation('Template format error: JSON not well-formed.');
  }
}

function validation(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
