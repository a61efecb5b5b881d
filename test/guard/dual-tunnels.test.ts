import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, approvalOf, type BenchOptions, refusalOf, startBench } from './bench.ts';

const RegionId = 'cn-hangzhou';
const tops = ['as-today', 'absent', 'empty', 'first-tunnel'] as const;
type Top = (typeof tops)[number];

const startPublic = (top: Top, { patch = {}, ...more }: BenchOptions = {}) =>
  startBench({ world: 'public', ...more, patch: { 'platform.top_level': top, ...patch } });

const paris = { RegionId, VpnConnectionId: 'vco-paris001' };
const wan = { RegionId, VpnConnectionId: 'vco-wan00001' };

describe.each(tops)('with %s beside the tunnels', (top) => {
  test('deleting a connection names both tunnels, what each had, and the call that makes it again', async () => {
    const { plan } = await startPublic(top);
    const summary = await plan(actions.DeleteVpnConnection, paris);
    expect(summary.BlastRadius).toEqual([
      'Tunnel tun-paris001a (master) of paris (vco-paris001) to cgw-paris001, up now, goes down at once and for good.',
      'Tunnel tun-paris001b (slave) of paris (vco-paris001) to cgw-paris002, down now, goes down at once and for good.',
      'It is the last route to 172.21.0.0/16: traffic there stops.',
      'Routes left that lead nowhere (1): 172.21.0.0/16.',
      'Until these routes are deleted too, traffic for them may go on being sent here and into them.',
    ]);
    expect(summary.Undo).toMatch(
      /^It can be made again with CreateVpnConnection, under a new ID: VpnGatewayId=vpn-shop0001, Name=paris, .*TunnelOptionsSpecification\[master\]\.CustomerGatewayId=cgw-paris001, /,
    );
    expect(summary.Undo).toMatch(
      /TunnelOptionsSpecification\[slave\]\.TunnelIpsecConfig\.IpsecEncAlg=aes256.* The key of tunnel tun-paris001b \(slave\) \(fingerprint [0-9a-f]{8}\) is not shown/,
    );
    expect(JSON.stringify(summary)).not.toContain('FAKE-public');
  });

  test('a next hop is up while one of its tunnels is, and down with both', async () => {
    const { plan } = await startPublic(top, {
      patch: {
        'routes_dbr+': {
          ...{ VpnInstanceId: 'vpn-shop0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-paris001' },
          ...{ State: 'published', Weight: 0 },
        },
      },
    });
    const route = { RegionId, VpnGatewayId: 'vpn-shop0001', Weight: 100 as const };
    const berlin = { ...route, NextHop: 'vco-berlin01', RouteDest: '172.20.0.0/16' };
    const toParis = (await plan(actions.DeleteVpnRouteEntry, berlin)).BlastRadius.join(' ');
    expect(toParis).toContain('likely moves from berlin (vco-berlin01) to paris (vco-paris001)');
    expect(toParis).not.toContain('is down now');
    const madrid = { ...route, NextHop: 'vco-madrid01', RouteDest: '172.22.0.0/16', RouteType: 'dbr' as const };
    const summary = await plan(actions.PublishVpnRouteEntry, { ...madrid, PublishVpc: true });
    expect(summary.BlastRadius[0]).toContain(
      'Every tunnel that would carry 172.22.0.0/16 is down now: madrid (vco-madrid01)',
    );
  });

  test.each([
    [{ IkeConfig: { IkePfs: 'group14' } }, 'IkeConfig'],
    [{ IpsecConfig: { IpsecPfs: 'group14' } }, 'IpsecConfig'],
    [{ HealthCheckConfig: { enable: false } }, 'HealthCheckConfig'],
    [{ Name: 'lutetia', IkeConfig: { Psk: { generate: true as const } } }, 'IkeConfig'],
  ] as const)('settings of a single tunnel are refused before anything is sent: %j', async (given, field) => {
    const { invoke, call, writes, secrets } = await startPublic(top);
    const { ask, questions } = agreeable();
    const refused = await refusalOf(
      invoke(actions.ModifyVpnConnectionAttribute, { ...paris, ...given }, call({ ask })),
    );
    expect(refused.message).toContain(
      `has settings in each of its tunnels (tun-paris001a (master), tun-paris001b (slave)), and ${field} of this call`,
    );
    expect(refused.message).toContain('Give them as TunnelOptionsSpecification');
    expect(refused.message).not.toContain('negotiates anew');
    expect([questions, await writes(), secrets()]).toEqual([[], [], []]);
  });

  test('new networks are told to both ends of both tunnels, and sent without any settings', async () => {
    const { plan, invoke, call, writes } = await startPublic(top);
    const change = { ...paris, RemoteSubnet: '172.21.0.0/17' };
    const summary = await plan(actions.ModifyVpnConnectionAttribute, change);
    expect(summary.BlastRadius).toEqual([
      'The traffic of paris (vco-paris001) stops: all of its tunnels negotiate anew at the same time.',
      'Tunnel tun-paris001a (master) of paris (vco-paris001) to cgw-paris001, up now, negotiates anew: its traffic stops until both ends agree.',
      'Tunnel tun-paris001b (slave) of paris (vco-paris001) to cgw-paris002, down now, negotiates anew: its traffic stops until both ends agree.',
      'No longer carried: 172.21.0.0/16.',
      'Newly carried: 172.21.0.0/17.',
      'The peer of each tunnel needs the same change at the same time (RemoteSubnet), or that tunnel stays down.',
      'Routes through it: 172.21.0.0/16 (100).',
    ]);
    const done = await invoke(actions.ModifyVpnConnectionAttribute, change, call(agreeable()));
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    const [sent] = await writes();
    expect(sent?.parameters).toMatchObject({ RemoteSubnet: '172.21.0.0/17' });
    expect(Object.keys(sent?.parameters ?? {}).filter((name) => name.endsWith('Config'))).toEqual([]);
  });

  test('a rename asks nobody', async () => {
    const { invoke, call, writes } = await startPublic(top);
    const { ask, questions } = agreeable();
    await invoke(actions.ModifyVpnConnectionAttribute, { ...paris, Name: 'lutetia' }, call({ ask }));
    expect([questions.length, (await writes()).length]).toEqual([0, 1]);
  });

  test.each(['cgw-paris001', 'cgw-paris002'])('customer gateway %s is in use', async (CustomerGatewayId) => {
    const { invoke, call, writes } = await startPublic(top);
    const refused = await refusalOf(
      invoke(actions.DeleteCustomerGateway, { RegionId, CustomerGatewayId }, call(agreeable())),
    );
    expect(refused.message).toContain('in use: paris (vco-paris001) use it');
    expect(await writes()).toEqual([]);
  });

  test('a connection on a transit router is looked up without a gateway, and what cannot be seen is told', async () => {
    const { plan, requests } = await startPublic(top);
    const summary = await plan(actions.DeleteVpnConnection, wan);
    expect(summary.BlastRadius[0]).toBe(
      'Not known: which routes BGP brings through wan (vco-wan00001): they are in no table that was read.',
    );
    expect([...summary.BlastRadius, ...summary.Foreseen].join(' ')).toContain(
      'Not known: the connection hangs on transit router wan-router (tr-wan00001)',
    );
    expect(summary.Undo).toContain('CreateVpnAttachment, under a new ID');
    expect(summary.Undo).toContain('attached to transit router tr-wan00001 again');
    expect(summary.BlastRadius.join(' ')).toContain('Tunnel tun-wan00001b (2) of wan');
    const seen = await requests();
    expect(seen.filter(({ parameters }) => parameters['VpnGatewayId'] === '')).toEqual([]);
    expect(seen.map(({ action }) => action)).not.toContain('DescribeVpnGateway');
  });

  test.each([
    ['state', { 'tun-paris001a.peer.Up': false }],
    ['peer', { 'tun-paris001b.CustomerGatewayId': 'cgw-gone0001' }],
    ['algorithm', { 'tun-paris001b.TunnelIkeConfig.IkePfs': 'group2' }],
    ['key', { 'tun-paris001b.TunnelIkeConfig.Psk': 'FAKE-public-psk-changed' }],
  ])('another %s of one tunnel voids a plan', async (_, change) => {
    const { invoke, call, patch, writes } = await startPublic(top, { guard: { confirm: 'token' } });
    const planned = await refusalOf(invoke(actions.DeleteVpnConnection, paris, call()));
    await patch(change);
    const again = await refusalOf(
      invoke(actions.DeleteVpnConnection, paris, call({ approval: String(approvalOf(planned).Approval) })),
    );
    expect(approvalOf(again).State).toBe('void');
    expect(await writes()).toEqual([]);
  });
});

describe('tunnels that are not understood', () => {
  test.each(['object', 'null', 'three', 'same-role'])(
    'as %s are told, and their settings are not changed',
    async (list) => {
      const { plan, invoke, call, writes } = await startBench({
        world: 'public',
        patch: { 'platform.tunnel_list': list },
      });
      const summary = await plan(actions.DeleteVpnConnection, paris);
      expect(summary.BlastRadius[0]).toMatch(/^Not known: what tunnels paris \(vco-paris001\) has/);
      expect(summary.BlastRadius.join(' ')).toContain('Tunnel paris (vco-paris001), status not known');
      expect(summary.Undo).toMatch(/^No call here makes it again: the settings of its tunnels are not understood/);
      const change = { ...paris, IkeConfig: { IkePfs: 'group14' as const } };
      const refused = await refusalOf(invoke(actions.ModifyVpnConnectionAttribute, change, call(agreeable())));
      expect(refused.message).toContain('The tunnels of paris are not understood');
      const unused = { RegionId, CustomerGatewayId: 'cgw-gone0001' };
      expect((await plan(actions.DeleteCustomerGateway, unused)).BlastRadius.join(' ')).toContain(
        'Not known: whether a tunnel of berlin (vco-berlin01), paris (vco-paris001)',
      );
      expect(await writes()).toEqual([]);
    },
  );

  test('leave a new route to a human', async () => {
    const { plan } = await startBench({ world: 'public', patch: { 'platform.tunnel_list': 'null' } });
    const summary = await plan(actions.CreateVpnRouteEntry, {
      ...{ RegionId, VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-paris001', RouteDest: '172.21.5.0/24' },
      ...{ Weight: 0, PublishVpc: false },
    });
    expect([summary.Asks, summary.Risk]).toEqual(['a person', 'disrupt']);
    expect(summary.BlastRadius[0]).toMatch(/^Not known: what tunnels paris/);
  });
});

test('an approval does not hang on what stands beside the tunnels', async () => {
  const { invoke, call, patch, writes } = await startPublic('as-today', { guard: { confirm: 'token' } });
  const planned = await refusalOf(invoke(actions.DeleteVpnConnection, paris, call()));
  await patch({ 'platform.top_level': 'empty' });
  await invoke(actions.DeleteVpnConnection, paris, call({ approval: String(approvalOf(planned).Approval) }));
  expect(await writes()).toHaveLength(1);
});

test('a second tunnel that no filter finds is found among all connections', async () => {
  let asked = 0;
  const { invoke, call } = await startBench({
    world: 'public',
    bend: (action, reply) => {
      if (action !== 'DescribeVpnConnections' || asked++ > 0) return undefined;
      return { ...reply, VpnConnections: { VpnConnection: [] }, TotalCount: 0 };
    },
  });
  const target = { RegionId, CustomerGatewayId: 'cgw-paris002' };
  const refused = await refusalOf(invoke(actions.DeleteCustomerGateway, target, call(agreeable())));
  expect(refused.message).toContain('in use: paris (vco-paris001) use it');
});

test('a gateway of two addresses gives up all of them, and is ordered again for both places', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.DeleteVpnGateway, { RegionId, VpnGatewayId: 'vpn-shop0001' });
  expect(summary.BlastRadius).toContain(
    'Its addresses 203.0.113.10, 203.0.113.11, 203.0.113.12 are given up: peers and clients that know them must change.',
  );
  expect(summary.Undo).toContain(
    'VSwitchId=vsw-shop000h, DisasterRecoveryVSwitchId=vsw-shop000i, InstanceChargeType=POSTPAY',
  );
});

test('BGP on a gateway makes a new route one that a human decides', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.CreateVpnRouteEntry, {
    ...{ RegionId, VpnGatewayId: 'vpn-data0001', NextHop: 'vco-turin001', RouteDest: '172.24.9.0/24' },
    ...{ Weight: 0, PublishVpc: false },
  });
  expect(summary.Asks).toBe('a person');
  expect(summary.BlastRadius[0]).toBe(
    'Not known: which routes BGP brings through lyon (vco-lyon0001): they are in no table that was read.',
  );
});

test('a route of a gateway leads to no connection of a transit router', async () => {
  const { invoke, call } = await startBench({ world: 'public' });
  const refused = await refusalOf(
    invoke(
      actions.CreateVpnRouteEntry,
      {
        ...{ RegionId, VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-wan00001', RouteDest: '172.30.0.0/16' },
        ...{ Weight: 100, PublishVpc: false },
      },
      call(agreeable()),
    ),
  );
  expect(refused.message).toContain('Connection wan (vco-wan00001) hangs on a transit router');
});

test('a connection for one tunnel on a gateway of two addresses is doubted, and beside a tunnel to the same peer', async () => {
  const { plan } = await startBench({ world: 'public' });
  const summary = await plan(actions.CreateVpnConnection, {
    ...{ RegionId, VpnGatewayId: 'vpn-shop0001', CustomerGatewayId: 'cgw-paris002' },
    ...{ LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.29.0.0/16' },
  });
  expect(summary.Foreseen.join(' ')).toContain('The gateway has two addresses');
  expect(summary.Foreseen.join(' ')).toContain('A tunnel of paris (vco-paris001) already joins this gateway');
});

test('settings are not sent to a connection that cannot be read, for it may have two tunnels', async () => {
  const bench = await startBench({ world: 'public' });
  await bench.control('faults', { action: 'DescribeVpnConnection', kind: 'forbidden', times: 20 });
  const { ask, questions } = agreeable();
  const change = { ...paris, IkeConfig: { IkePfs: 'group14' as const } };
  const refused = await refusalOf(bench.invoke(actions.ModifyVpnConnectionAttribute, change, bench.call({ ask })));
  expect(refused.message).toMatch(/vco-paris001 could not be read \(Forbidden.*\).*whose IkeConfig would be/);
  expect([questions, await bench.writes()]).toEqual([[], []]);
});
