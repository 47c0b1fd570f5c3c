import { withOpenPixel } from './open-pixel';

const img = '<img alt="" src="P" width="1" height="1" style="display: block; width: 1px; height: 1px" />';

test.each([
  ['<p>Hi</p>', `<p>Hi</p>${img}`],
  ['<html><body><p>Hi</p></BODY></html>', `<html><body><p>Hi</p>${img}</BODY></html>`],
  ['<body>{{ses:openTracker}}<p>Hi</p></body>', `<body>${img}<p>Hi</p></body>`],
  ['{{ses:openTracker}}Hi{{ses:openTracker}}', `${img}Hi`],
])('the pixel stands at the placeholder, or at the bottom: %s', (html, expected) => {
  expect(withOpenPixel(html, 'P')).toBe(expected);
});
