const placeholder = '{{ses:openTracker}}';

/**
 * The HTML text with the pixel in it: at the first placeholder, or at the bottom. Other placeholders are taken out (AWS
 * documentation: "Configuring custom domains to handle open and click tracking").
 */
export function withOpenPixel(html: string, url: string): string {
  const pixel = `<img alt="" src="${url}" width="1" height="1" style="display: block; width: 1px; height: 1px" />`;
  const [before = '', ...after] = html.split(placeholder);
  if (after.length > 0) return `${before}${pixel}${after.join('')}`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + pixel : html.slice(0, end) + pixel + html.slice(end);
}

/** A transparent GIF of one pixel. */
export const openPixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
