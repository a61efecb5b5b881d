import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, isFields, riskOf } from '../../src/catalogue/action.ts';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { canonical } from '../../src/guard/approval/digest.ts';
import { readArguments } from '../../src/tools/arguments.ts';
import { toolByName } from '../../src/tools/index.ts';
import type { Tool } from '../../src/tools/tool.ts';

const toolOf = (name: string): Tool => {
  const tool = toolByName.get(name);
  if (!tool) throw new Error(name);
  return tool;
};

const inputOf = (name: string, args: Fields): Fields => {
  const read = readArguments(toolOf(name), args, 'stack');
  if ('input' in read) return read.input;
  throw new Error(read.issues.map(({ message }) => message).join());
};

const block = fc.constantFrom('10.1.0.0/16', '10.2.0.0/24', '172.16.0.0/12', '0.0.0.0/0');
const blocks = fc.array(block, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
const weight = fc.constantFrom(0, 100);
const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });

const settings = {
  LocalSubnet: blocks,
  RemoteSubnet: blocks,
  EffectImmediately: fc.boolean(),
  AutoConfigRoute: fc.boolean(),
  IkeConfig: some({
    Psk: fc.oneof(fc.constantFrom('FAKE-key, 1', 'true', '{}', '5'), fc.constant({ generate: true })),
    IkeVersion: fc.constantFrom('ikev1', 'ikev2'),
    IkeLifetime: fc.nat(86_400),
    LocalId: fc.constantFrom('a, b', 'true', '7'),
  }),
  IpsecConfig: some({ IpsecPfs: fc.constantFrom('group14', 'disabled'), IpsecLifetime: fc.nat(86_400) }),
  HealthCheckConfig: some({ enable: fc.boolean(), interval: fc.integer({ min: 1, max: 99 }) }),
};

const route = {
  VpnGatewayId: fc.constant('vpn-9'),
  RouteDest: fc.constant('10.9.0.0/16'),
  NextHop: fc.constant('vco-9'),
};

/** Arguments of calls, as the schemas have them. */
const calls: Readonly<Partial<Record<ActionName, fc.Arbitrary<Fields>>>> = {
  CreateVpnConnection: fc.record(
    {
      VpnGatewayId: fc.constant('vpn-9'),
      CustomerGatewayId: fc.constant('cgw-9'),
      Name: fc.constant('true'),
      ...settings,
    },
    { requiredKeys: ['VpnGatewayId', 'CustomerGatewayId', 'LocalSubnet', 'RemoteSubnet'] },
  ),
  ModifyVpnConnectionAttribute: fc.record(
    { VpnConnectionId: fc.constant('vco-9'), ...settings },
    { requiredKeys: ['VpnConnectionId'] },
  ),
  CreateVpnRouteEntry: fc.record({ ...route, Weight: weight, PublishVpc: fc.boolean() }),
  ModifyVpnRouteEntryWeight: fc.record({ ...route, Weight: fc.constant(0), NewWeight: fc.constant(100) }),
  CreateVpnGateway: fc.record({
    VpcId: fc.constant('vpc-9'),
    Bandwidth: fc.constantFrom(5, 100),
    EnableSsl: fc.boolean(),
  }),
  ModifySslVpnServer: fc.record({ SslVpnServerId: fc.constant('vss-9'), LocalSubnet: blocks, Port: fc.constant(1195) }),
  DescribeVpnSslServerLogs: fc.record({
    VpnSslServerId: fc.constant('vss-9'),
    From: fc.integer({ min: 1_300_000_000, max: 1_700_000_000 }),
    MinutePeriod: fc.constant(10),
    PageSize: fc.constant(50),
  }),
  DescribeVpnGateways: fc.record({ All: fc.boolean(), PageNumber: fc.integer({ min: 1, max: 99 }) }),
};

const texts = new Set(['Psk', 'Name', 'LocalId']);

/** Each value, by the coin, in one of the forms in which agents write it. */
const spell = (value: unknown, key: string, coin: () => boolean): unknown => {
  if (texts.has(key) && typeof value === 'string') return value;
  if ((typeof value === 'boolean' || typeof value === 'number') && coin()) return String(value);
  if (typeof value === 'string' && coin()) return value.replaceAll(',', coin() ? ', ' : ',   ');
  if (!isFields(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, held]) => [name, spell(held, name, coin)]));
  if (!key.endsWith('Config') || !coin()) return inner;
  return JSON.stringify(inner, null, coin() ? 2 : 0);
};

const coins = fc.infiniteStream(fc.boolean());

describe.each(Object.entries(calls))('%s', (name, call) => {
  const action = actions[name as ActionName];

  it('has one input, digest and risk, however its values are written', () => {
    fc.assert(
      fc.property(call, coins, (native, stream) => {
        const written = spell(native, '', () => stream.next().value === true) as Fields;
        const [input, same] = [inputOf(name, written), inputOf(name, native)];
        expect(input).toEqual(native);
        expect(canonical(input)).toBe(canonical(same));
        expect(riskOf(action, input as never)).toBe(riskOf(action, same as never));
        const planned = inputOf('PlanChange', { Tool: name, Arguments: written });
        expect(planned).toEqual({ Tool: name, Arguments: native });
      }),
    );
  });
});

it('whatever stands where a boolean, a number or an object is meant is taken in these forms or refused', () => {
  const strange = fc.oneof(
    fc.string(),
    fc.constantFrom('yes', 'TRUE', ' true', '1e3', '0x10', ' 5', '5.', '٥', '{', '[]', '{},', '{"a":1,"a":1}', 'null'),
    fc.json(),
  );
  const fields = {
    boolean: { EffectImmediately: /^(?:true|false)$/ },
    number: { IkeLifetime: /^(?:0|[1-9]\d*)$/ },
  };
  fc.assert(
    fc.property(strange, (text) => {
      const base = { VpnConnectionId: 'vco-9' };
      const reads = (more: Fields) =>
        'input' in readArguments(toolOf('ModifyVpnConnectionAttribute'), { ...base, ...more }, 'stack');
      expect(reads({ EffectImmediately: text })).toBe(fields.boolean.EffectImmediately.test(text));
      const isLifetime = fields.number.IkeLifetime.test(text) && Number(text) <= 86_400;
      expect(reads({ IkeConfig: { IkeLifetime: text } })).toBe(isLifetime);
      // No key of the structure comes out by chance: only an empty object is one.
      expect(reads({ IpsecConfig: text })).toBe(/^[ \n\r\t]*\{[ \n\r\t]*\}[ \n\r\t]*$/.test(text));
    }),
  );
});

it('a plan of a tool that is not there is left to the plan', () => {
  const args = { Tool: 'constructor', Arguments: { PageSize: '5' } };
  expect(inputOf('PlanChange', args)).toEqual(args);
});

it.each([
  ['DescribeVpnGateways', { PageSize: '1e1' }, /^PageSize is a whole number/],
  ['DescribeVpnGateways', { All: 'yes' }, /^All is true or false/],
  ['CreateVpnConnection', { IkeConfig: '{"Psk":1' }, /^IkeConfig is an object, or JSON text of one/],
  [
    'CreateVpnConnection',
    { IkeConfig: '{"IkePsf":"group2"}' },
    /unknown parameter in IkeConfig: IkePsf \(did you mean IkePfs\?\)/,
  ],
  ['PlanChange', { Tool: 'CreateVpnConnection', Arguments: { IkeConfig: '[]' } }, /^Arguments\.IkeConfig is an object/],
])('%s with %j is told', (name, args, says) => {
  const read = readArguments(toolOf(name), args, 'stack');
  const summary = 'issues' in read ? read.issues.map(({ message }) => message) : [];
  expect(summary).toContainEqual(expect.stringMatching(says));
});

it('values written as text are taken in one place only', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const importers = sources.filter((path) => readFileSync(join('src', path), 'utf8').includes('written-values.ts'));
  expect(importers).toEqual([join('tools', 'arguments.ts')]);
});

describe('a parameter that only the public cloud has', () => {
  const args = { VpnGatewayId: 'vpn-9', RouteEntryType: 'bgp' };

  it('is taken there', () => {
    expect(readArguments(toolOf('DescribeVpnRouteEntries'), args, 'public')).toEqual({ input: args });
  });

  it.each([
    ['DescribeVpnRouteEntries', args],
    ['PlanChange', { Tool: 'DescribeVpnRouteEntries', Arguments: args }],
  ])('is refused by %s elsewhere, and not called misspelt', (name, given) => {
    expect(readArguments(toolOf(name), given, 'stack')).toEqual({
      issues: [{ message: 'RouteEntryType is a parameter of the other cloud: --platform is stack' }],
    });
  });
});
