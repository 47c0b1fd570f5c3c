import type { HostileCase } from './hostile-case.fixture';

const inherited = [
  'constructor',
  'toString',
  'valueOf',
  'toLocaleString',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  '__proto__',
];
const reachingOut = [
  ['constructor.constructor', 'the constructor of functions'],
  ['__proto__.constructor', 'the constructor by way of the prototype'],
  ['a.constructor', 'the constructor of a text'],
  ['a.__proto__.toString', 'the prototype of a text'],
  ['list.constructor', 'the constructor of a list'],
  ['list.push', 'a method of a list'],
  ['list.map.constructor', 'the constructor by way of a method of a list'],
  ['a.at', 'a method of a text'],
  ['@root.constructor', 'the constructor by way of the root'],
  ['this.constructor', 'the constructor by way of this'],
  ['[constructor]', 'the constructor in brackets'],
  ['[__proto__].[constructor]', 'the prototype in brackets'],
] as const;
const lookedUp = ['lookup', 'log', 'helperMissing', 'blockHelperMissing', 'if', 'unless', 'each', 'with'];

/** Names that reach for what the data do not hold, and for helpers. */
export const hostileNames: HostileCase[] = [
  ...inherited.map((name) => ({
    name: `${name}, which every object inherits`,
    why: 'It would print a function, or hand out one that makes code of texts.',
    source: `{{${name}}}`,
    verdict: { unfit: [`${name} missing`] },
  })),
  ...inherited.map((name) => ({
    name: `${name} as a condition`,
    why: 'A branch would be taken for every data there are.',
    source: `{{#if ${name}}}yes{{else}}no{{/if}}`,
    verdict: { rendered: 'no' },
  })),
  ...reachingOut.map(([path, what]) => ({
    name: what,
    why: 'What is inherited is code, and no data.',
    source: `{{${path}}}`,
    data: { a: 'text', list: ['x'] },
    verdict: { unfit: [`${path.replace(/^(?:this|@root)\./, '').replace(/[[\]]/g, '')} missing`] },
  })),
  ...lookedUp.map((name) => ({
    name: `the helper ${name} as a variable`,
    why: 'Handlebars would call it.',
    source: `{{${name}}}`,
    verdict: { refused: `${name} is the name of a helper` },
  })),
  ...['lookup', 'log', 'helperMissing', 'blockHelperMissing', 'constructor', '__proto__', 'toString'].map((name) => ({
    name: `${name} called with a parameter`,
    why: 'No helper is called but those of the language, and none by a name that data could hold.',
    source: `{{${name} this "constructor"}}`,
    verdict: { refused: `The helper ${name} is not supported` },
  })),
  ...['lookup', 'blockHelperMissing', 'helperMissing', 'constructor', '__proto__', 'log'].map((name) => ({
    name: `a block named ${name}`,
    why: 'A block of another name would be handed to a helper, or to a function among the data.',
    source: `{{#${name} a}}x{{/${name}}}`,
    verdict: { refused: `{{#${name}}} is not supported` },
  })),
  {
    name: 'the helper of a name that is asked for in the data',
    why: 'A team may well have a variable of that name.',
    source: '{{this.lookup}}',
    data: { lookup: 'found' },
    verdict: { rendered: 'found' },
  },
  {
    name: 'a constructor that the data really hold',
    why: 'It is a text of theirs, as of a team in motor racing.',
    source: '{{team.constructor}}',
    data: { team: { constructor: 'Ferrari' } },
    verdict: { rendered: 'Ferrari' },
  },
  {
    name: '__proto__ that the data hold as a key of their own',
    why: 'JSON can hold it, and copies of it become the prototype.',
    source: '{{__proto__}}{{a.__proto__.b}}',
    data: JSON.parse('{ "__proto__": "x", "a": { "__proto__": { "b": "y" } } }') as unknown,
    verdict: { unfit: ['__proto__ missing', 'a.__proto__.b missing'] },
  },
  {
    name: 'a prototype that each goes through',
    why: 'Only own keys are gone through.',
    source: '{{#each a}}{{@key}}{{/each}}',
    data: { a: Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }) as unknown },
    verdict: { rendered: 'own' },
  },
  {
    name: '@constructor',
    why: 'What stands behind @ is an object, too.',
    source: '{{@constructor}}',
    verdict: { refused: '@constructor is not known' },
  },
  {
    name: '@root.__proto__',
    why: 'The root is data as everything below it.',
    source: '{{#if @root.__proto__}}yes{{/if}}',
    verdict: { rendered: '' },
  },
  {
    name: '@index.constructor',
    why: 'A number has one by inheritance.',
    source: '{{#each a}}{{@index.constructor}}{{/each}}',
    verdict: { refused: '@index.constructor is not known' },
  },
  {
    name: '@partial-block',
    why: 'It is a function of handlebars.',
    source: '{{> @partial-block}}',
    verdict: { refused: 'must be written in the template' },
  },
  {
    name: 'a partial named constructor',
    why: 'A table of partials that is an object has one.',
    source: '{{> constructor}}',
    verdict: { refused: 'The partial constructor is not defined' },
  },
  {
    name: 'a partial named __proto__',
    why: 'A table of partials that is an object would be changed by it.',
    source: '{{#*inline "__proto__"}}{{a}}{{/inline}}{{> __proto__}}{{> toString}}',
    data: { a: 'x' },
    verdict: { refused: 'The partial toString is not defined' },
  },
  {
    name: 'a partial with a parameter named __proto__',
    why: 'It would become the prototype of what the partial sees.',
    source: '{{#*inline "p"}}{{isAdmin}}{{/inline}}{{> p __proto__=a}}',
    data: { a: { isAdmin: 'yes' } },
    verdict: { unfit: ['isAdmin missing'] },
  },
];
