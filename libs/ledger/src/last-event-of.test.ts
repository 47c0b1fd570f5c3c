import { aFact, someDetails } from './fact.fixture';
import { lastEventOf } from './last-event-of';

type Name = keyof typeof someDetails;
const last = (...names: Name[]) => lastEventOf(names.map((name) => aFact({ details: someDetails[name] })));

test('nothing is said of what nobody heard of', () => {
  expect(lastEventOf([])).toBeUndefined();
});

test.each<[string, Name[]]>([
  ['sent', ['send']],
  ['sent', ['other']],
  ['delivery_delayed', ['send', 'delay']],
  ['delivered', ['delay', 'delivery', 'send']],
  ['opened', ['open', 'delivery']],
  ['clicked', ['open', 'click', 'delivery']],
  ['failed', ['send', 'reject']],
  ['failed', ['renderingFailure']],
  ['bounced', ['send', 'delivery', 'hardBounce']],
  ['bounced', ['send', 'softBounce']],
  ['suppressed', ['send', 'heldBounce']],
  ['suppressed', ['send', 'heldComplaint']],
  ['complained', ['complaint', 'delivery', 'hardBounce', 'click']],
  ['delivered', ['send', 'notSpam']],
])('%s, of %j', (word, names) => {
  expect(last(...names)).toBe(word);
  expect(last(...[...names].reverse())).toBe(word);
});

test('a soft bounce after the delivery is an automatic answer, and without one it is a bounce', () => {
  expect(last('send', 'delivery', 'softBounce')).toBe('delivered');
  const delivered = aFact({ recipient: 'a' });
  const bounced = aFact({ recipient: 'b', details: someDetails.softBounce });
  expect(lastEventOf([delivered, bounced])).toBe('bounced');
});
