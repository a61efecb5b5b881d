import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { schemaRows } from './schema-rows.ts';

// Reply fields of today's public cloud by action, read off the models of the vendor's current TypeScript SDK.
const golden = new URL('../support/golden/public-replies.json', import.meta.url);
const known: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(golden, 'utf8'));

const names = (Object.keys(actions) as ActionName[]).filter((name) => known[name]);

/** Rows that only today's public cloud has. */
const ownRows = (name: ActionName): readonly string[] => {
  const stack = schemaRows(actions[name].output).map(({ path }) => path);
  return schemaRows(actions[name].output, 'public').flatMap(({ path }) => (stack.includes(path) ? [] : [path]));
};

test('the replies of these actions have rows of the public cloud alone', () => {
  expect(names.filter((name) => ownRows(name).length > 0)).toEqual([
    'CreateVpnGateway',
    'DescribeVpnGateways',
    'DescribeVpnGateway',
    'DescribeCustomerGateways',
    'DescribeCustomerGateway',
    'DescribeVpnRouteEntries',
    'CreateVpnPbrRouteEntry',
    'DescribeVpnPbrRouteEntries',
    'DescribeVpnConnections',
    'DescribeVpnConnection',
    'DownloadVpnConnectionConfig',
  ]);
});

describe.each(names)('%s', (name) => {
  test('has no row of the public cloud that its SDK does not know', () => {
    // Rows in common to two actions of a kind; a single one and a list differ in which name their tags have.
    const shared = /(^|\.|\])\.?Tags?(\[\]\.(Key|Value))?$/;
    const strange = ownRows(name).filter((path) => !known[name]?.includes(path) && !shared.test(path));
    expect(strange).toEqual([]);
  });
});
