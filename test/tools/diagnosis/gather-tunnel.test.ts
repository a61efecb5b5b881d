import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { gatherTunnels } from '../../../src/tools/diagnosis/gather-tunnel.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connectionWith } from '../../support/tunnel.ts';

const connection = connectionWith();
const answers: Readonly<Record<string, Record<string, unknown>>> = {
  DescribeVpnGateway: { VpnGatewayId: 'vpn-a', InternetIp: '203.0.113.10' },
  DescribeCustomerGateway: { CustomerGatewayId: 'cgw-a', IpAddress: '198.51.100.1' },
  DescribeVpnConnections: { VpnConnections: [connection, connectionWith({ VpnConnectionId: 'vco-b' })], TotalCount: 2 },
  DescribeVpnRouteEntries: {
    VpnRouteEntries: [{ RouteDest: '172.20.0.0/16', NextHop: 'vco-a', Weight: 100, State: 'published' }],
    TotalCount: 1,
  },
  DescribeVpnPbrRouteEntries: {
    VpnPbrRouteEntries: [
      { RouteDest: '172.20.0.0/16', RouteSource: '10.10.0.0/16', NextHop: 'vco-b', Weight: 0, State: 'normal' },
    ],
    TotalCount: 1,
  },
  DescribeSslVpnServers: { SslVpnServers: [{ SslVpnServerId: 'vss-a' }], TotalCount: 1 },
};

const gather = (failing: readonly string[] = [], change: object = {}) => {
  const { invoke, asked } = fakeInvoke((action) => {
    if (failing.includes(action))
      throw new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
    return answers[action] ?? {};
  });
  return {
    asked,
    facts: gatherTunnels(invoke, testCall(), { regionId: 'cn-x', connection: { ...connection, ...change } }).then(
      ([facts]) => facts,
    ),
  };
};

describe('around a connection', () => {
  it('everything is read once, in its region, and only read', async () => {
    const { asked, facts } = gather();
    expect(await facts).toMatchObject({
      ...{ gateway: { InternetIp: '203.0.113.10' }, customerGateway: { IpAddress: '198.51.100.1' }, unseen: [] },
      siblings: [{ VpnConnectionId: 'vco-b' }],
      samePeer: [{ VpnConnectionId: 'vco-b' }],
      routes: [
        { RouteType: 'dbr', NextHop: 'vco-a', VpnGatewayId: 'vpn-a' },
        { RouteType: 'pbr', RouteSource: '10.10.0.0/16' },
      ],
      sslServers: [{ SslVpnServerId: 'vss-a' }],
    });
    expect(asked).toHaveLength(7);
    expect(asked.every(({ action, input }) => action.startsWith('Describe') && input['RegionId'] === 'cn-x')).toBe(
      true,
    );
  });

  it('what is refused is told and hides nothing else', async () => {
    const facts = await gather(['DescribeVpnRouteEntries', 'DescribeCustomerGateway']).facts;
    expect(facts.unseen.map(({ Action }) => Action).sort()).toEqual([
      'DescribeCustomerGateway',
      'DescribeVpnRouteEntries',
    ]);
    expect(facts.routes).toHaveLength(1);
    expect(facts.siblings).toHaveLength(1);
  });

  it('nothing is asked of a gateway that the reply does not name', async () => {
    const { asked, facts } = gather([], { VpnGatewayId: undefined, CustomerGatewayId: undefined });
    expect(await facts).toMatchObject({ gateway: undefined, routes: [], siblings: [] });
    expect(asked).toEqual([]);
  });
});

it('the key is judged by its handle, and not seen', async () => {
  const { invoke } = fakeInvoke((action) => answers[action] ?? {});
  const judged: unknown[] = [];
  const judge = (handle: object) => {
    judged.push(handle);
    return { bits: 20, flaws: ['blank at an end'] };
  };
  const Psk = { Fingerprint: 'ab12cd34', Length: 9 };
  const keyed = { ...connection, IkeConfig: { ...connection.IkeConfig, Psk } };
  const call = testCall({
    secrets: {
      judge,
      equal: () => false,
      write: async () => ({ Path: '', Sha256: '' }),
      files: 'no folder',
      linesIn: () => [],
      isKeyOf: () => undefined,
    },
  });
  const [{ keyFlaws }] = await gatherTunnels(invoke, call, { regionId: undefined, connection: keyed });
  expect([keyFlaws, judged]).toEqual([['blank at an end'], [Psk]]);
});

it('an abort ends it', async () => {
  const controller = new AbortController();
  const { invoke } = fakeInvoke(() => {
    controller.abort(new Error('stopped'));
    throw controller.signal.reason;
  });
  const call = testCall({ signal: controller.signal });
  await expect(gatherTunnels(invoke, call, { regionId: undefined, connection })).rejects.toThrow('stopped');
});
