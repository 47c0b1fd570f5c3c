import { region } from '../account';
import type { HttpApis } from './http-api';

const durable = new RegExp(`https://([a-z0-9]+)\\.execute-api\\.${region}\\.amazonaws\\.com`, 'g');

/** An API's URL as AWS would have it. Stacks are resolved and recorded with it, since the port of a run does not last. */
export function durableApiUrl(apiId: string): string {
  return `https://${apiId}.execute-api.${region}.amazonaws.com`;
}

/** Text with the durable URL of every API that is served in this run replaced by where it is. */
export function withLiveApiUrls(text: string, httpApis: Pick<HttpApis, 'describe'>): string {
  return text.replace(durable, (url, apiId: string) => httpApis.describe(apiId)?.url ?? url);
}
