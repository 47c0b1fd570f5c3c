import type { WireProtocol } from './protocol';

const contentType = { 'content-type': 'application/json' };

/** REST-JSON: SES v2, Lambda and API Gateway. */
export const restJson: WireProtocol = {
  answer: (_operation, output) => ({ statusCode: 200, headers: contentType, body: JSON.stringify(output ?? {}) }),
  refuse: ({ code, message, statusCode, members }) => ({
    statusCode,
    headers: { ...contentType, 'x-amzn-errortype': code },
    body: JSON.stringify({ message, ...members }),
  }),
};

/**
 * Matches a path against a pattern such as `/v2/email/identities/{EmailIdentity}`, and gives what stands for the
 * names in braces, decoded; undefined where it does not match. `{Key+}` at the end stands for all that is left, slashes
 * included.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [, start, rest] = /^(.*\/)\{(\w+)\+\}$/.exec(pattern) ?? [];
  if (start !== undefined && rest !== undefined) return matchRest(start, rest, path);
  const wanted = trimmed(pattern).split('/');
  const given = trimmed(path).split('/');
  if (wanted.length !== given.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return undefined;
    } else {
      if (value === '') return undefined;
      members[name] = decoded(value);
    }
  }
  return members;
}

function matchRest(start: string, name: string, path: string): Record<string, string> | undefined {
  const fixed = start.split('/').length - 1;
  const segments = path.split('/');
  const value = segments.slice(fixed).join('/');
  const members = matchPath(start, segments.slice(0, fixed).join('/'));
  return members && value !== '' ? { ...members, [name]: decoded(value) } : undefined;
}

function trimmed(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
