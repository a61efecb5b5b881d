import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actions } from '../../src/catalogue/index.ts';
import { samples } from './samples.ts';

// What clients choke on: one bad schema, and some of them drop every tool of the server.
const BANNED_ANYWHERE = ['$ref', '$defs', 'definitions', 'default', 'format', 'id', '$id'];
const BANNED_AT_ROOT = ['oneOf', 'anyOf', 'allOf', 'not', '$ref'];

interface Node {
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const record = z.record(z.string(), z.unknown());

/** Every schema inside a schema. Names under `properties` are names, not keywords. */
const nodes = (value: unknown, path = '#'): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap((each, index) => nodes(each, `${path}/${index}`));
  const schema = record.safeParse(value).data;
  if (!schema) return [];
  const { properties, enum: _values, required: _names, ...rest } = schema;
  const fields = Object.entries(record.safeParse(properties).data ?? {});
  return [
    { path, schema },
    ...fields.flatMap(([name, field]) => nodes(field, `${path}/${name}`)),
    ...Object.entries(rest).flatMap(([key, each]) => nodes(each, `${path}/${key}`)),
  ];
};

// One checker and one compilation a schema: the checker's own making is what takes time.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: false });

const inputs = new Map(Object.values(actions).map(({ name, input }) => [name, z.toJSONSchema(input, { io: 'input' })]));
const outputs = new Map(
  Object.values(actions).map(({ name, output }) => [name, z.toJSONSchema(output, { io: 'output' })]),
);
const emitted = [
  ...[...inputs].map(([name, schema]) => ({ name: `${name}, input`, schema })),
  ...[...outputs].map(([name, schema]) => ({ name: `${name}, output`, schema })),
];

/** Whether a value fits a schema as a client sees it. */
const fits = (schema: object | undefined, value: unknown): boolean => ajv.validate(schema ?? false, value);

describe.each(emitted)('the schema of $name', ({ schema }) => {
  test('is an object with plain property names at its root', () => {
    expect(schema.type).toBe('object');
    expect(BANNED_AT_ROOT.filter((word) => Object.hasOwn(schema, word))).toEqual([]);
    expect(Object.keys(schema.properties ?? {}).filter((name) => !/^[A-Za-z0-9_.-]{1,64}$/.test(name))).toEqual([]);
  });

  test('uses no word that some client cannot read', () => {
    const found = nodes(schema).flatMap(({ path, schema: node }) =>
      BANNED_ANYWHERE.filter((word) => Object.hasOwn(node, word)).map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  test('has patterns that any regular expression engine reads', () => {
    const patterns = nodes(schema).flatMap(({ schema: node }) =>
      node['pattern'] === undefined ? [] : [node['pattern']],
    );
    expect(patterns.filter((pattern) => /\\[pP]\{|\(\?[<=!]/.test(String(pattern)))).toEqual([]);
  });

  test('compiles as JSON Schema 2020-12, strictly', () => {
    expect(() => ajv.compile(schema)).not.toThrow();
  });
});

test.each(Object.values(actions))('the least input of $name fits both its schemas', ({ name, input }) => {
  expect(fits(inputs.get(name), samples[name]), JSON.stringify(ajv.errors)).toBe(true);
  expect(input.safeParse(samples[name]).error).toBeUndefined();
});

test.each(Object.values(actions))('$name refuses an unknown parameter in both its schemas', ({ name, input }) => {
  const odd = { ...samples[name], Colour: 'red' };
  expect(fits(inputs.get(name), odd)).toBe(false);
  expect(input.safeParse(odd).success).toBe(false);
});

test.each(Object.values(actions))(
  'the reply of $name may be empty and may hold fields of tomorrow',
  ({ name, output }) => {
    for (const reply of [{}, { Tomorrow: { Deep: [1] }, ResourceGroup: 7, Department: 'x' }]) {
      expect(fits(outputs.get(name), reply)).toBe(true);
      expect(output.parse(reply)).toEqual(reply);
    }
  },
);
