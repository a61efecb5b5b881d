import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { protectedBy } from '../../../src/guard/write/refusals.ts';
import { agreeable, type Bench, refusalOf, region, startBench } from '../bench.ts';

const remove = (id: string) => ({ RegionId: region, VpnConnectionId: id });

test.each(['vco-plant0001', 'plant-main', 'PLANT-*', '*0001'])(
  '--protect %s holds against a name, an ID and a pattern',
  async (pattern) => {
    const { invoke, call, writes } = await startBench({ guard: { protect: ['other', pattern] } });
    const refused = await refusalOf(invoke(actions.DeleteVpnConnection, remove('vco-plant0001'), call(agreeable())));
    expect(refused.remedy).toContain('but the operator');
    expect(await writes()).toEqual([]);
  },
);

test('what is protected from deleting may still be changed with a yes', async () => {
  const { invoke, call, writes } = await startBench({ guard: { protect: ['*'] } });
  await invoke(
    actions.ModifyVpnConnectionAttribute,
    { ...remove('vco-wh0001'), RemoteSubnet: '172.31.40.0/23' },
    call(agreeable()),
  );
  expect(await writes()).toHaveLength(1);
});

test('a target that was renamed into protection between plan and act is not deleted', async () => {
  const bench = await startBench({ guard: { protect: ['keep-*'] } });
  const { ask } = agreeable();
  const work = bench.invoke(
    actions.DeleteVpnConnection,
    remove('vco-plant0001'),
    bench.call({
      ask: {
        ...ask,
        put: async (question) => {
          await bench.patch({ 'vco-plant0001.Name': 'keep-this' });
          return ask.put(question);
        },
      },
    }),
  );
  await refusalOf(work);
  expect(await bench.writes()).toEqual([]);
});

const rename = (Name: string) => ({ ...remove('vco-plant0001'), Name });
const rightRoute = {
  RegionId: region,
  VpnGatewayId: 'vpn-hq0001',
  RouteDest: '172.20.0.0/16',
  NextHop: 'vco-plant0002',
  Weight: 0 as const,
};

test.each(['vpn-hq0001', 'hq-gateway', 'vco-plant0002', 'plant-backup', '172.20.0.0/16', 'vpn-hq0001:*'])(
  'a route is covered by --protect %s',
  async (pattern) => {
    const { invoke, call, writes } = await startBench({ guard: { protect: [pattern] } });
    await refusalOf(invoke(actions.DeleteVpnRouteEntry, rightRoute, call(agreeable())));
    expect(await writes()).toEqual([]);
  },
);

test.each([
  [
    'the connection',
    'DescribeVpnConnection',
    (b: Bench) => b.invoke(actions.DeleteVpnConnection, remove('vco-plant0001'), b.call(agreeable())),
  ],
  [
    'the names of a route’s tunnels',
    'DescribeVpnConnections',
    (b: Bench) => b.invoke(actions.DeleteVpnRouteEntry, rightRoute, b.call(agreeable())),
  ],
  [
    'the certificates of a server',
    'DescribeSslVpnClientCerts',
    (b: Bench) => b.invoke(actions.DeleteSslVpnServer, server, b.call(agreeable())),
  ],
  [
    'the name that a new one would replace',
    'DescribeVpnConnection',
    (b: Bench) => b.invoke(actions.ModifyVpnConnectionAttribute, rename('other'), b.call(agreeable())),
  ],
] as const)('where --protect is set and %s cannot be read, nothing happens', async (_, action, run) => {
  const bench = await startBench({ guard: { protect: ['plant-main'] } });
  await bench.control('faults', { kind: 'forbidden', action, times: 99 });
  expect((await refusalOf(run(bench))).message).toContain('nobody can tell');
  expect(await bench.writes()).toEqual([]);
});

const server = { RegionId: region, SslVpnServerId: 'vss-hq0001' };

test.each(['vsc-linmacbook', 'lin-macbook'])(
  'a server does not take the protected certificate %s with it',
  async (pattern) => {
    const bench = await startBench({ guard: { protect: [pattern] } });
    const refused = await refusalOf(bench.invoke(actions.DeleteSslVpnServer, server, bench.call(agreeable())));
    expect(refused.message).toContain(`--protect ${pattern}`);
    expect(await bench.writes()).toEqual([]);
  },
);

test('a new name does not end the protection that the old one gives', async () => {
  const bench = await startBench({ guard: { protect: ['plant-*', 'vco-wh*'] } });
  const { invoke, call, writes } = bench;
  const refused = await refusalOf(invoke(actions.ModifyVpnConnectionAttribute, rename('aaa'), call(agreeable())));
  expect(refused.message).toContain('the new name would end that');
  expect(await writes()).toEqual([]);
  await invoke(actions.ModifyVpnConnectionAttribute, rename('plant-old'), call());
  await invoke(actions.ModifyVpnConnectionAttribute, { ...remove('vco-wh0001'), Name: 'any' }, call());
  expect(await writes()).toHaveLength(2);
});

test.each([
  ['vpn-prod1', ['vpn-prod1'], true],
  ['vpn-prod?', ['vpn-prod1'], true],
  ['vpn-prod?', ['vpn-prod12'], false],
  ['*prod*', ['vpn-1', 'HQ-Prod-GW'], true],
  ['prod', ['hq-prod-gw'], false],
  ['vpn.prod', ['vpn-prod'], false],
  ['10.0.0.0/8', ['10.0.0.0/8'], true],
  ['(a+)+$', ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'], false],
])('%s covers %j: %s', (pattern, words, covered) => {
  expect(protectedBy([pattern], words) !== undefined).toBe(covered);
});

test('the pattern that covers is told', () => {
  expect(protectedBy(['x', 'vpn-*'], ['vpn-1'])).toBe('vpn-*');
});

const certificates = ['vsc-linphone', 'vsc-linmacbook', 'vsc-omarlaptop'];

test('one delete too many is refused until the first of the run is old enough', async () => {
  const { invoke, call, clock, writes } = await startBench({ guard: { deleteLimit: { deletes: 2, minutes: 10 } } });
  const removeCertificate = (SslVpnClientCertId = '') =>
    invoke(actions.DeleteSslVpnClientCert, { RegionId: region, SslVpnClientCertId }, call(agreeable()));
  await removeCertificate(certificates[0]);
  await removeCertificate(certificates[1]);
  expect((await refusalOf(removeCertificate(certificates[2]))).message).toContain('Too many deletes');
  clock.advance(10 * 60_000);
  await removeCertificate(certificates[2]);
  expect((await writes()).filter(({ acted }) => acted)).toHaveLength(3);
});

test.each([
  ['that the target is protected', { protect: ['plant-*'] }, '(--protect plant-*)'],
  ['that it only reads', { readOnly: true }, 'This server only reads'],
] as const)('a plan tells first what this server would say to the call: %s', async (_, guard, words) => {
  const { plan } = await startBench({ guard });
  expect((await plan(actions.DeleteVpnConnection, remove('vco-plant0001'))).Foreseen[0]).toContain(words);
});

test('a plan tells that there were too many deletes', async () => {
  const { plan, invoke, call } = await startBench({ guard: { deleteLimit: { deletes: 1, minutes: 10 } } });
  expect((await plan(actions.DeleteVpnConnection, remove('vco-plant0001'))).Foreseen).toEqual([]);
  const certificate = { RegionId: region, SslVpnClientCertId: 'vsc-linphone' };
  await invoke(actions.DeleteSslVpnClientCert, certificate, call(agreeable()));
  expect((await plan(actions.DeleteVpnConnection, remove('vco-plant0001'))).Foreseen[0]).toContain('Too many deletes');
});
