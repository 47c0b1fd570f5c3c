import type { Visitor } from '../ses/events/engagement-events';
import { openPixel } from '../ses/tracking/open-pixel';
import type { TrackingUrls } from '../ses/tracking/tracking';
import { type Door, type DoorRequest, refused } from './door';

/** The doors below, at the address by which the reader of a message came in. */
export function trackingUrls({ headers }: Pick<DoorRequest, 'headers'>): TrackingUrls {
  const base = `http://${headers['host']}/_sesame`;
  return {
    open: (messageId) => `${base}/open/${messageId}`,
    click: (messageId, link) => `${base}/click/${messageId}/${link}`,
  };
}

/** `GET /_sesame/open/{MessageId}`: the pixel of a message; whoever fetches it has opened the message. */
export const openMail: Door = {
  method: 'GET',
  path: '/_sesame/open/{id}',
  open({ ses }, request) {
    if (!ses.opened(request.path['id'] ?? '', visitorOf(request))) return refused(404, 'No message has this pixel.');
    return { statusCode: 200, headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' }, body: openPixel };
  },
};

/** `GET /_sesame/click/{MessageId}/{n}`: follows the nth link of a message. */
export const clickLink: Door = {
  method: 'GET',
  path: '/_sesame/click/{id}/{link}',
  open({ ses }, request) {
    const { id = '', link = '' } = request.path;
    const url = ses.clicked(id, Number(link), visitorOf(request));
    if (url === undefined) return refused(404, 'No message has this link.');
    // A header takes ASCII only; `URL` writes the rest as browsers do.
    const location = URL.canParse(url) ? new URL(url).href : encodeURI(url);
    return { statusCode: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
  },
};

function visitorOf({ headers, sourceIp }: DoorRequest): Visitor {
  return { ipAddress: sourceIp, userAgent: headers['user-agent'] ?? '' };
}
