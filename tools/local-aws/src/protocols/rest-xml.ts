import { XMLBuilder } from 'fast-xml-parser';
import type { WireProtocol } from './protocol';

const xml = new XMLBuilder({});
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** REST-XML: S3. An output is the one element it answers, by its name; a list repeats its element. */
export const restXml: WireProtocol = {
  answer: (_operation, output, requestId) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: output === undefined ? '' : declaration + xml.build(output),
  }),
  refuse: ({ code, message, statusCode }, requestId) => ({
    statusCode,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: declaration + xml.build({ Error: { Code: code, Message: message, RequestId: requestId } }),
  }),
};
