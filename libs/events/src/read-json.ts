import { MalformedEventError } from './malformed-event-error';

/** @throws MalformedEventError when the text is not JSON */
export function readJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedEventError(where, 'is not JSON', { cause: withoutQuotation(error) });
  }
}

/** V8 quotes the text around the fault, which can hold addresses; what stays is the position, where it tells one. */
function withoutQuotation(error: unknown): SyntaxError {
  const position = error instanceof Error ? /at position [0-9]+/.exec(error.message)?.[0] : undefined;
  return new SyntaxError(`Not JSON ${position ?? 'at a position not told'}`);
}
