import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ActionName, actions, isActionName } from '../../src/catalogue/index.ts';
import { samples } from './samples.ts';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

// Parameters and reply fields of the actions that the guide does not have, read off the vendor's current TypeScript SDK.
const rows = z.record(z.string(), z.string());
const Known = z.record(z.string(), z.object({ request: rows, reply: rows }));
const golden = new URL('../support/golden/public-actions.json', import.meta.url);
const known = Known.parse(JSON.parse(readFileSync(golden, 'utf8')));
const names = Object.keys(known).filter(isActionName);
const factsOf = (name: ActionName) => known[name] ?? { request: {}, reply: {} };

/** Parameters of the SDK that are not taken, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  DryRun: 'a read needs no dry run',
  'CheckVpnBgpEnabled.ClientToken': 'a read needs none',
  'GetVpnGatewayDiagnoseResult.ClientToken': 'a read needs none',
  'DescribeVcoRouteEntries.ClientToken': 'a read needs none',
  'CreateVpnAttachment.DryRun': 'the guard sends it by itself, before the call',
};

/** Parameters of another kind than the SDK's, and why. */
const OTHER_KINDS: Readonly<Record<string, readonly [kind: string, reason: string]>> = {
  From: ['union', 'also as a readable time'],
  To: ['union', 'also as a readable time'],
  IPsecExtendInfo: ['object', 'typed for the agent, JSON text on the wire'],
  IkeConfig: ['object', 'typed for the agent, JSON text on the wire'],
  IpsecConfig: ['object', 'typed for the agent, JSON text on the wire'],
  HealthCheckConfig: ['object', 'typed for the agent, JSON text on the wire'],
  BgpConfig: ['object', 'typed for the agent, JSON text on the wire'],
  VpcOwnerId: ['string', 'an ID, although it is made of digits'],
  VSwitchOwnerId: ['string', 'an ID, although it is made of digits'],
};

const isLeftOut = (name: string, parameter: string): boolean =>
  Object.hasOwn(LEFT_OUT, parameter) || Object.hasOwn(LEFT_OUT, `${name}.${parameter}`);

const wanted = (name: ActionName): readonly SchemaRow[] =>
  Object.entries(factsOf(name).request)
    .filter(([parameter]) => !isLeftOut(name, parameter))
    .map(([path, type]) => ({
      path,
      kind: OTHER_KINDS[path]?.[0] ?? type.replace(' required', ''),
      required: type.endsWith(' required') && path !== 'RegionId',
    }));

const byPath = (all: readonly SchemaRow[]): readonly SchemaRow[] => [...all].sort((a, b) => (a.path < b.path ? -1 : 1));

/** What our replies have beside the SDK's. */
const OWN = /Iso$|^Unparsed|^Scanned$/;

test('they are all actions of the catalogue that the public cloud alone has, and those of the networks around', () => {
  const newer = Object.values(actions).filter(({ platform }) => platform === 'public');
  const around = ['DescribeVpcs', 'DescribeVSwitches', 'DescribeRouteTableList', 'DescribeRouteEntryList'];
  expect([...newer.map(({ name }) => name), ...around].sort()).toEqual([...names].sort());
  expect(names).toHaveLength(29);
});

describe.each(names)('%s', (name) => {
  test('takes the parameters of the SDK, and no others', () => {
    const top = schemaRows(actions[name].input, 'public').filter(({ path }) => !/[.[]/.test(path));
    expect(byPath(top)).toEqual(byPath(wanted(name)));
  });

  test('answers with fields of the SDK, of the same kinds', () => {
    const { reply } = factsOf(name);
    const ours = schemaRows(actions[name].output, 'public').filter(({ path }) => !OWN.test(path));
    // Tags come in two shapes, the counts by type are shown as they come, and a key is a secret.
    const typed = ours.filter(({ path }) => !/(^|\.)(Tags|VpnRouteCounts|Psk)$/.test(path));
    expect(typed.filter(({ path, kind }) => reply[path] !== kind)).toEqual([]);
    expect(ours.filter(({ path }) => reply[path] === undefined)).toEqual([]);
  });

  test('takes its sample, and the sample names all that is required', () => {
    expect(actions[name].input.safeParse(samples[name]).success).toBe(true);
  });
});
