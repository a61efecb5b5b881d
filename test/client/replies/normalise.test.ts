import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { normalise } from '../../../src/client/replies/normalise.ts';

const { DeleteVpnGateway } = actions;

type Name = keyof typeof actions;
const cases: { name: string; action: Name; given: Record<string, unknown>; expected: Record<string, unknown> }[] = [
  {
    name: 'a list under its inner name becomes an array under its outer one',
    action: 'DescribeVpnGateways',
    given: { RequestId: 'R', VpnGateways: { VpnGateway: [{ VpnGatewayId: 'vpn-1' }] }, TotalCount: 1 },
    expected: { RequestId: 'R', VpnGateways: [{ VpnGatewayId: 'vpn-1' }], TotalCount: 1 },
  },
  {
    name: 'one object is a list of one',
    action: 'DescribeSslVpnServers',
    given: { SslVpnServers: { SslVpnServer: { SslVpnServerId: 'vss-1', Port: '1194', Compress: 'true' } } },
    expected: { SslVpnServers: [{ SslVpnServerId: 'vss-1', Port: 1194, Compress: true }] },
  },
  {
    name: 'an array without its inner name is the list',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: [{ Status: 'active' }] },
    expected: { VpnGateways: [{ Status: 'active' }] },
  },
  {
    name: 'one region without the inner name is a list of one',
    action: 'DescribeRegions',
    given: { Regions: { RegionId: 'cn-a', LocalName: 'A' } },
    expected: { Regions: [{ RegionId: 'cn-a', LocalName: 'A' }] },
  },
  {
    name: 'an empty inner list is empty',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: { VpnGateway: [] } },
    expected: { VpnGateways: [] },
  },
  {
    name: 'null inside is no list',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: { VpnGateway: null }, TotalCount: '2' },
    expected: { TotalCount: 2 },
  },
  {
    name: 'null is no list',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: null },
    expected: {},
  },
  {
    name: 'an entry of nothing is told and left out',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: { VpnGateway: [null, { VpnGatewayId: 'vpn-1' }] } },
    expected: { VpnGateways: [{ VpnGatewayId: 'vpn-1' }], Unparsed: [{ Field: 'VpnGateways[0]', Value: 'null' }] },
  },
  {
    name: 'an empty object is empty',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: {} },
    expected: { VpnGateways: [] },
  },
  {
    name: 'blank text is empty',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: '\n ' },
    expected: { VpnGateways: [] },
  },
  { name: 'a missing list stays missing', action: 'DescribeVpnGateways', given: {}, expected: {} },
  {
    name: 'names are matched whatever their case',
    action: 'DescribeVpnConnections',
    given: { VpnConnections: { VpnConnection: [{ status: 'ike_sa_established' }] } },
    expected: { VpnConnections: [{ Status: 'ike_sa_established' }] },
  },
  {
    name: 'the exact name wins over a variant',
    action: 'DescribeVpnGateway',
    given: { status: 'b', Status: 'a' },
    expected: { Status: 'a' },
  },
  {
    name: 'CLientIpPool is ClientIpPool',
    action: 'ModifySslVpnServer',
    given: { CLientIpPool: '10.9.0.0/24' },
    expected: { ClientIpPool: '10.9.0.0/24' },
  },
  {
    name: 'a flat reply is taken out of the list it came in',
    action: 'DescribeVpnConnection',
    given: {
      RequestId: 'R',
      PageNumber: 1,
      TotalCount: 1,
      VpnConnections: { VpnConnection: [{ VpnConnectionId: 'vco-1' }] },
    },
    expected: { RequestId: 'R', VpnConnectionId: 'vco-1' },
  },
  {
    name: 'a flat reply is taken out of a single object too',
    action: 'ModifySslVpnServer',
    given: { SslVpnServers: { SslVpnServer: { SslVpnServerId: 'vss-1' } } },
    expected: { SslVpnServerId: 'vss-1' },
  },
  {
    name: 'a time in milliseconds has its ISO text beside it',
    action: 'DescribeVpnGateway',
    given: { CreateTime: '1492753580000' },
    expected: { CreateTime: 1492753580000, CreateTimeIso: '2017-04-21T05:46:20.000Z' },
  },
  {
    name: 'nested settings come as JSON text or as numbers in quotes',
    action: 'DescribeVpnConnection',
    given: {
      IkeConfig: '{"IkeLifetime":"86400","IkeVersion":"ikev2"}',
      VcoHealthCheck: { Enable: true, Interval: '3' },
    },
    expected: {
      IkeConfig: { IkeLifetime: 86400, IkeVersion: 'ikev2' },
      VcoHealthCheck: { Enable: 'true', Interval: 3 },
    },
  },
  {
    name: 'log lines are a list of text',
    action: 'DescribeVpnSslServerLogs',
    given: { Data: { Logs: ['a', 'b'] }, Count: '2', IsCompleted: 'true' },
    expected: { Data: ['a', 'b'], Count: 2, IsCompleted: true },
  },
  {
    name: 'what does not fit is told and not thrown',
    action: 'DescribeVpnGateways',
    given: { TotalCount: 'many', VpnGateways: { VpnGateway: [{ CreateTime: 'soon', Name: { a: 1 } }] } },
    expected: {
      VpnGateways: [{}],
      Unparsed: [
        { Field: 'TotalCount', Value: 'many' },
        { Field: 'VpnGateways[0].CreateTime', Value: 'soon' },
        { Field: 'VpnGateways[0].Name', Value: '{"a":1}' },
      ],
    },
  },
  {
    name: 'a list that is none is told and left out',
    action: 'DescribeVpnGateways',
    given: { VpnGateways: 'none' },
    expected: { Unparsed: [{ Field: 'VpnGateways', Value: 'none' }] },
  },
  {
    name: 'a mismatch that may hold a secret is told without its value',
    action: 'DescribeVpnConnection',
    given: { IkeConfig: 'Psk=not-a-real-key' },
    expected: { Unparsed: [{ Field: 'IkeConfig', Value: '(hidden: it may hold a secret)' }] },
  },
  {
    name: 'unknown fields pass through',
    action: 'DeleteVpnGateway',
    given: { RequestId: 'R', Department: 7, New: { a: [1] } },
    expected: { RequestId: 'R', Department: 7, New: { a: [1] } },
  },
  {
    name: 'the envelope of ASAPI goes, the product’s own fields stay',
    action: 'DescribeVpnGateway',
    given: {
      asapiSuccess: true,
      asapiRequestId: 'A',
      code: '200',
      cost: 12,
      message: 'ok',
      success: true,
      Status: 'active',
      Department: '5',
    },
    expected: { RequestId: 'A', Status: 'active', Department: '5' },
  },
];

test.each(cases)('$name', ({ action, given, expected }) => {
  expect(normalise(actions[action].output, given)).toEqual(expected);
});

test('a field named like the prototype changes nothing', () => {
  const result = normalise(DeleteVpnGateway.output, JSON.parse('{"__proto__":{"polluted":1},"RequestId":"R"}'));
  expect(result).toEqual({ RequestId: 'R' });
  expect('polluted' in result).toBe(false);
});

describe('whatever comes', () => {
  const names = fc.constantFrom<Name>(
    'DescribeVpnGateways',
    'DescribeVpnConnections',
    'DescribeVpnConnection',
    'DescribeRegions',
    'DescribeVpnSslServerLogs',
    'ModifySslVpnServer',
    'DescribeSslVpnServers',
    'DescribeVpnGateway',
  );
  // Keys that mean something, in right and wrong places, with values of any kind.
  const keys = fc.constantFrom(
    ...'RequestId VpnGateways VpnGateway VpnConnections VpnConnection SslVpnServers SslVpnServer Regions Data Logs'.split(
      ' ',
    ),
    ...'Status status CreateTime EndTime IkeConfig Psk IkeLifetime VcoHealthCheck TotalCount Unparsed Port Field'.split(
      ' ',
    ),
    ...'CLientIpPool Compress asapiSuccess asapiRequestId code CreateTimeIso'.split(' '),
  );
  const leaf = fc.oneof(
    fc.constantFrom(null, '', 'true', '1492753580000', 1492753580000, '{"Psk":"x"}', 'active', 1e300, true),
    fc.string(),
    fc.double(),
  );
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(keys, tie('node'), { maxKeys: 6 }),
    ),
  }));
  const bodies = fc.oneof(fc.dictionary(keys, node, { maxKeys: 8 }), fc.dictionary(fc.string(), fc.jsonValue()));

  test('it never throws and always satisfies the output schema', () => {
    fc.assert(
      fc.property(names, bodies, (name, body) => {
        const schema = actions[name].output;
        const result = normalise(schema, body as Record<string, unknown>);
        expect(schema.safeParse(result).error).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('its own results are read unchanged', () => {
    fc.assert(
      fc.property(names, bodies, (name, body) => {
        const schema = actions[name].output;
        const once = normalise(schema, body as Record<string, unknown>);
        expect(normalise(schema, once)).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });
});
