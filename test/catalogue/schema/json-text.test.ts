import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonText } from '../../../src/catalogue/schema/json-text.ts';

const known = ['Psk', 'IkePfs'];

test.each([
  ['{}', {}],
  [' {"Psk": "a"}\n', { Psk: 'a' }],
  ['{"Psk":{"file":"a"},"x":{"file":"b"}}', { Psk: { file: 'a' }, x: { file: 'b' } }],
  // Braces, quotes and colons inside of texts are no structure.
  [String.raw`{"a":"{\"Psk\":1","Psk":"}:\\"}`, { a: '{"Psk":1', Psk: '}:\\' }],
  ['{"a":[{"Psk":1},{"Psk":2}],"Psk":3}', { a: [{ Psk: 1 }, { Psk: 2 }], Psk: 3 }],
])('%s is an object', (json, fields) => {
  expect(readJsonText(json, known)).toEqual({ fields });
});

test.each([
  ['{"Psk":"a",}', /no JSON; .*without a trailing comma/],
  ["{'Psk':'a'}", /no JSON; .*double quotes/],
  ['{"Psk":"a"} // note', /no JSON; .*comments/],
  ['Psk=a', /no JSON/],
  ['', /no JSON/],
  ['[]', /says something else/],
  ['"a"', /says something else/],
  ['null', /says something else/],
  ['{"Psk":"a","Psk":"b"}', /has the key Psk twice; give each key once/],
  ['{"Psk":"a","\\u0050sk":"b"}', /has the key Psk twice/],
  ['{"Psk":{"file":"a","file" :"b"}}', /has a key twice/],
  ['{"hunter2":1,"hunter2":2}', /has a key twice/],
])('%s is refused', (json, says) => {
  const read = readJsonText(json, known);
  expect(read).toEqual({ problem: expect.stringMatching(says) });
  // What stands in the text may be a key.
  expect(JSON.stringify(read)).not.toContain('hunter2');
});

test('whatever an object holds, its JSON is read as it is, and a key that is put in again is found', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('Psk', '{', '}', '"', '\\', '":', '__proto__'));
  fc.assert(
    fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }), (fields) => {
      const json = JSON.stringify(fields);
      const plain: unknown = JSON.parse(json);
      expect(readJsonText(json, known)).toEqual({ fields: plain });
      const [first = ''] = Object.keys(fields);
      expect(readJsonText(`${json.slice(0, -1)} , ${JSON.stringify(first)} : 1}`, known)).toHaveProperty('problem');
    }),
  );
});
