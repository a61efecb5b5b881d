import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isRead } from '../../src/catalogue/action.ts';
import { type ActionName, actions, isActionName } from '../../src/catalogue/index.ts';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

// What today's public cloud takes in its changes, nested fields included, read off the vendor's current TypeScript SDK.
const Known = z.record(z.string(), z.record(z.string(), z.string()));
const golden = new URL('../support/golden/public-requests.json', import.meta.url);
const known = Known.parse(JSON.parse(readFileSync(golden, 'utf8')));
const names = Object.keys(known).filter(isActionName);

/** Rows that are otherwise here, and why. */
const OTHERWISE: readonly (readonly [form: RegExp, change: (row: SchemaRow) => SchemaRow, reason: string])[] = [
  [
    /(^|\.)(Psk|AuthKey)$/,
    (row) => ({ ...row, kind: 'secret' }),
    'text, or a reference that is resolved before anything is sent',
  ],
  [
    /^(IkeConfig|IpsecConfig|HealthCheckConfig|BgpConfig)$/,
    (row) => ({ ...row, kind: 'object' }),
    'typed for the agent, JSON text on the wire',
  ],
  [/\.LocalAsn$/, (row) => ({ ...row, required: false }), 'required of a new tunnel with BGP; the cloud says so'],
  [/^Period$/, (row) => ({ ...row, required: false }), 'required with PREPAY only'],
  [/^(Tag|Tags)\[\]\.Key$/, (row) => ({ ...row, required: true }), 'a tag without a key is none'],
  [/^RegionId$/, (row) => ({ ...row, required: false }), 'the client fills in the default one'],
];

/** Parameters that are not taken, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  DryRun: 'the guard sends it by itself, before the call',
};

/** What stands inside of the JSON texts is typed here and free text there. */
const IN_TEXT = /^(IkeConfig|IpsecConfig|HealthCheckConfig|BgpConfig)\./;

const wanted = (name: ActionName): readonly SchemaRow[] =>
  Object.entries(known[name] ?? {})
    .filter(([path]) => !Object.hasOwn(LEFT_OUT, path))
    .map(([path, type]) => {
      const row = { path, kind: type.replace(' required', ''), required: type.endsWith(' required') };
      return OTHERWISE.filter(([form]) => form.test(path)).reduce((now, [, change]) => change(now), row);
    });

const byPath = (all: readonly SchemaRow[]): readonly SchemaRow[] => [...all].sort((a, b) => (a.path < b.path ? -1 : 1));

test('every change of the public cloud has its table', () => {
  const changes = Object.values(actions).filter(
    (action) => !isRead(action) && action.verb !== 'assume' && action.verb !== 'diagnose',
  );
  expect(changes.map(({ name }) => name).sort()).toEqual([...names].sort());
});

test.each(names)('%s takes the parameters of its table, and no others', (name) => {
  const ours = schemaRows(actions[name].input, 'public').filter(({ path }) => !IN_TEXT.test(path));
  expect(byPath(ours)).toEqual(byPath(wanted(name)));
});

describe('a dry run', () => {
  /** Their tables list one; its good answer is that of the call itself. */
  const UNTOLD = ['AssociateVpnGatewayWithCertificate', 'DissociateVpnGatewayWithCertificate'];

  test('can be made of what the tables say so of, where its answer can be told from that of the call', () => {
    const listed = names.filter((name) => known[name]?.['DryRun'] !== undefined && !UNTOLD.includes(name));
    expect(names.filter((name) => 'dryRun' in actions[name])).toEqual(listed);
  });
});
