import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { variableOf } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { read } from './source-tree.ts';

const server = JSON.parse(read('server.json'));
const facts = JSON.parse(read('package.json'));
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(read('test/support/golden/server.schema.json')));

test('server.json is what the MCP registry takes', () => {
  validate(server);
  expect(validate.errors).toBeNull();
});

test.each([
  ['a description of 101 characters', { ...server, description: 'x'.repeat(101) }],
  ['a name without its namespace', { ...server, name: 'vpn-gateway-mcp' }],
  ['a range instead of a version', { ...server, version: '^0.1.0' }],
  ['a package without a transport', { ...server, packages: [{ ...server.packages[0], transport: undefined }] }],
  ['a bundle without its checksum', { ...server, packages: [{ ...server.packages[0], registryType: 'mcpb' }] }],
])('%s is refused', (_, given) => {
  expect(validate(JSON.parse(JSON.stringify(given)))).toBe(false);
});

test('package.json, server.json and the package on npm are one', () => {
  expect(server).toMatchObject({ name: facts.mcpName, version: facts.version });
  expect(server.packages).toMatchObject([{ identifier: facts.name, version: facts.version }]);
});

test('every variable of server.json is a setting, and a secret one is marked', () => {
  const rows = new Map(options.map((row) => [variableOf(row.name), 'secret' in row]));
  const summary: { name: string; isSecret?: boolean }[] = server.packages[0].environmentVariables;
  expect(summary.length).toBeGreaterThan(0);
  expect(summary.map(({ name, isSecret = false }) => [name, isSecret])).toEqual(
    summary.map(({ name }) => [name, rows.get(name)]),
  );
});
