import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isOn } from '../../src/catalogue/action.ts';
import { documentedCodes, remedyFor } from '../../src/catalogue/error-codes.ts';
import { type ActionName, actions, isActionName } from '../../src/catalogue/index.ts';
import { inputMessages } from './input-messages.ts';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

const pair = z.tuple([z.string(), z.string()]);
const bounds = z.record(z.string(), z.tuple([z.number().nullable(), z.number()]));
const Guide = z.object({
  structures: z.record(z.string(), z.array(pair)),
  values: z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
  ranges: bounds,
  lengths: bounds,
  forbiddenPorts: z.array(z.number()),
  actions: z.record(
    z.string(),
    z.object({
      request: z.array(z.tuple([z.string(), z.string(), z.boolean()])),
      response: z.array(pair),
      errors: z.array(z.tuple([z.number(), z.string()])),
    }),
  ),
});
const golden = new URL('../support/golden/guide-tables.json', import.meta.url);
const guide = Guide.parse(JSON.parse(readFileSync(golden, 'utf8')));

const names = Object.keys(guide.actions).filter(isActionName);
const guideOf = (name: ActionName) => {
  const tables = guide.actions[name];
  if (!tables) throw new Error(`${name} is not in the guide`);
  return tables;
};

/** Rows whose kind differs from the guide's type on purpose, and why. */
const OTHER_KINDS: Readonly<Record<string, readonly [kind: string, reason: string]>> = {
  IkeConfig: ['object', 'typed for the agent, JSON text on the wire'],
  IpsecConfig: ['object', 'typed for the agent, JSON text on the wire'],
  HealthCheckConfig: ['object', 'typed for the agent, JSON text on the wire'],
  'HealthCheckConfig.enable': ['boolean', 'typed for the agent, text on the wire'],
  'HealthCheckConfig.interval': ['number', 'typed for the agent, text on the wire'],
  'HealthCheckConfig.retry': ['number', 'typed for the agent, text on the wire'],
  'IkeConfig.Psk': ['secret', 'text, or a reference that is resolved before anything is sent'],
  From: ['union', 'the guide types it Integer and describes ISO text: both are taken'],
  To: ['union', 'the guide types it Integer and describes ISO text: both are taken'],
};

/** Parameters beyond the guide's rows, and why. */
const EXTRA_PARAMETERS: Readonly<Record<string, string>> = {
  DurationSeconds: 'missing from the table of AssumeRole, present in its error codes',
  'IkeConfig.LocalId': 'what the replies and all SDKs call LocalIdIPsec',
};

/** Reply fields beyond the guide's rows, and why. */
const EXTRA_FIELDS: readonly (readonly [form: RegExp, reason: string])[] = [
  [/(^|\.)(Create|End)TimeIso$/, 'epoch milliseconds as a date'],
  [/^Unparsed(\[\]\.(Field|Value))?$/, 'values that did not fit their type'],
  [/^Scanned$/, 'entries read when all pages were asked for'],
];

const KINDS: Readonly<Record<string, string>> = {
  String: 'string',
  Integer: 'number',
  Long: 'number',
  Boolean: 'boolean',
  Struct: 'object',
  None: 'object',
  Listtest: 'array',
};
const SECRETS = /(^|\.)(Psk|ClientKey|ClientConfig|AccessKeySecret|SecurityToken)$/;

const requestRows = (name: ActionName): readonly SchemaRow[] =>
  guideOf(name).request.flatMap(([parameter, type, required]) => [
    {
      path: parameter,
      kind: OTHER_KINDS[parameter]?.[0] ?? KINDS[type] ?? type,
      // The one systematic deviation: the client fills in the default region, and says so where there is none.
      required: required && parameter !== 'RegionId',
    },
    ...(guide.structures[parameter] ?? []).map(([key, keyType]) => {
      const path = `${parameter}.${key}`;
      return { path, kind: OTHER_KINDS[path]?.[0] ?? KINDS[keyType] ?? keyType, required: false };
    }),
  ]);

const responseRows = (name: ActionName): readonly SchemaRow[] =>
  guideOf(name).response.map(([path, type]) => {
    const kind = type.startsWith('Array of ') ? 'array' : (KINDS[type] ?? type);
    return { path, kind: SECRETS.test(path) ? 'secret' : kind, required: false };
  });

const byPath = (rows: readonly SchemaRow[]): readonly SchemaRow[] =>
  [...rows].sort((a, b) => (a.path < b.path ? -1 : 1));

test('the guide has 37 actions, 206 request rows and 344 response rows, and the catalogue the same actions', () => {
  const tables = Object.values(guide.actions);
  const onStack = names.filter((name) => isOn('stack', actions[name]));
  expect([...onStack].sort()).toEqual(Object.keys(guide.actions).sort());
  expect(names).toHaveLength(37);
  expect(tables.reduce((sum, { request }) => sum + request.length, 0)).toBe(206);
  expect(tables.reduce((sum, { response }) => sum + response.length, 0)).toBe(344);
});

describe.each(names)('%s', (name) => {
  test('takes the parameters of the guide, and no others', () => {
    const ours = schemaRows(actions[name].input).filter(({ path }) => !Object.hasOwn(EXTRA_PARAMETERS, path));
    expect(byPath(ours)).toEqual(byPath(requestRows(name)));
  });

  test('answers with the fields of the guide, each optional', () => {
    const ours = schemaRows(actions[name].output).filter(({ path }) => !EXTRA_FIELDS.some(([form]) => form.test(path)));
    const known = byPath(responseRows(name));
    expect(byPath(ours)).toEqual(known);
  });

  test('has a next step for each error code of the guide', () => {
    for (const [, code] of guideOf(name).errors) {
      expect(documentedCodes).toContain(code);
      expect(remedyFor(code, name), code).not.toBe(remedyFor('NoSuchCodeAnywhere', name));
    }
  });
});

test('each deviation from the guide is still one', () => {
  const inputs = names.flatMap((name) => schemaRows(actions[name].input).map(({ path }) => path));
  const outputs = names.flatMap((name) => schemaRows(actions[name].output).map(({ path }) => path));
  expect(Object.keys(OTHER_KINDS).filter((path) => !inputs.includes(path))).toEqual([]);
  expect(Object.keys(EXTRA_PARAMETERS).filter((path) => !inputs.includes(path))).toEqual([]);
  expect(EXTRA_FIELDS.filter(([form]) => !outputs.some((path) => form.test(path)))).toEqual([]);
});

/** `CreateVpnConnection.IkeConfig.Psk` and a value, as a change of the least input of that action. */
const change = (path: string, value: unknown): readonly [ActionName, Readonly<Record<string, unknown>>] => {
  const [action = '', parameter = '', key] = path.split('.');
  if (!isActionName(action)) throw new Error(`${action} is no action`);
  const extra = parameter === 'SslConnections' ? { EnableSsl: true } : {};
  const whole = parameter === 'NewWeight' ? { Weight: value === 0 ? 100 : 0 } : {};
  const other = parameter === 'Weight' && /Modify/.test(action) ? { NewWeight: value === 0 ? 100 : 0 } : {};
  return [action, { ...extra, ...whole, ...other, [parameter]: key === undefined ? value : { [key]: value } }];
};

test.each(Object.entries(guide.values))('%s takes each value of the guide', (path, values) => {
  for (const value of values) expect(inputMessages(...change(path, value)), String(value)).toEqual([]);
});

test.each(Object.entries(guide.values))('%s refuses another value and names the right ones', (path, values) => {
  const wrong = typeof values[0] === 'number' ? 7 : 'nonsense';
  expect(inputMessages(...change(path, wrong)).join()).toContain(String(values[0]));
});

test.each(Object.entries(guide.ranges))('%s keeps within the range of the guide', (path, [least, most]) => {
  const name = path.split('.').slice(1).join('.');
  expect(inputMessages(...change(path, most))).toEqual([]);
  expect(inputMessages(...change(path, most + 1))).toEqual([`${name} is at most ${most}`]);
  expect(inputMessages(...change(path, least ?? 1))).toEqual([]);
  expect(inputMessages(...change(path, (least ?? 1) - 1))).toEqual([`${name} is at least ${least ?? 1}`]);
});

const ofLength = (path: string, length: number): string => {
  if (!path.endsWith('Policy')) return 'a'.repeat(length);
  return length < 2 ? '1'.repeat(length) : `"${'a'.repeat(length - 2)}"`;
};

test.each(Object.entries(guide.lengths))('%s keeps within the length of the guide', (path, [least, most]) => {
  const shortest = least ?? 1;
  expect(inputMessages(...change(path, ofLength(path, most)))).toEqual([]);
  expect(inputMessages(...change(path, ofLength(path, shortest)))).toEqual([]);
  expect(inputMessages(...change(path, ofLength(path, most + 1))).join()).toContain(String(most));
  expect(inputMessages(...change(path, ofLength(path, shortest - 1)))).toHaveLength(1);
});

test.each(['CreateSslVpnServer', 'ModifySslVpnServer'] as const)('%s refuses the ports of the guide', (action) => {
  for (const Port of guide.forbiddenPorts) expect(inputMessages(action, { Port }), String(Port)).toHaveLength(1);
  expect(guide.forbiddenPorts).toHaveLength(16);
});
