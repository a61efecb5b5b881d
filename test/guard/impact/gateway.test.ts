import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { DeleteCustomerGateway, DeleteVpnGateway } = actions;
const beijing = { RegionId: 'cn-beijing-env12-d01', VpnGatewayId: 'vpn-bj0001' };

test('a gateway with connections and servers is refused at once, with what has to go first', async () => {
  const { invoke, call, writes } = await startBench();
  const { ask, questions } = agreeable();
  const refused = await refusalOf(
    invoke(DeleteVpnGateway, { RegionId: region, VpnGatewayId: 'vpn-hq0001' }, call({ ask })),
  );
  expect(refused.message).toContain(
    'delete these first: plant-main (vco-plant0001), plant-backup (vco-plant0002), staff-vpn (vss-hq0001)',
  );
  expect(refused.message).toContain('IPsec connections on it (2)');
  expect(questions).toEqual([]);
  expect(await writes()).toEqual([]);
});

test('an empty gateway is deleted once its name is typed, in the region that was named', async () => {
  const { invoke, call, writes, plan } = await startBench();
  expect((await plan(DeleteVpnGateway, beijing)).BlastRadius).toEqual([
    'Its address 203.0.113.30 is given up: peers that know it must change.',
  ]);
  await invoke(DeleteVpnGateway, beijing, call(agreeable()));
  expect((await writes())[0]?.parameters).toMatchObject({
    RegionId: 'cn-beijing-env12-d01',
    VpnGatewayId: 'vpn-bj0001',
  });
});

test.each(['Prepay', 'PREPAY'])('a subscription that still runs is refused, called %s', async (ChargeType) => {
  const { invoke, call } = await startBench({
    patch: { 'vpn-bj0001.EndTime': Date.parse('2031-02-03T00:00:00Z') },
    bend: (action, reply) => (action === 'DescribeVpnGateway' ? { ...reply, ChargeType } : undefined),
  });
  const refused = await refusalOf(invoke(DeleteVpnGateway, beijing, call(agreeable())));
  expect(refused.message).toMatch(/subscription until 20\d\d-/);
});

test('a subscription that ends about now is asked about, for the cloud has its own clock', async () => {
  const bench = await startBench();
  await bench.patch({ 'vpn-bj0001.ChargeType': 'Prepay', 'vpn-bj0001.EndTime': bench.clock.now() + 3_600_000 });
  const summary = await bench.plan(DeleteVpnGateway, beijing);
  expect(summary.Foreseen).toContainEqual(expect.stringContaining("by the cloud's clock"));
  const { ask, questions } = agreeable();
  await bench.invoke(DeleteVpnGateway, beijing, bench.call({ ask })).catch(() => {});
  expect(questions).toHaveLength(1);
});

test('a customer gateway in use is refused with who uses it, an unused one is not', async () => {
  const { invoke, call, state } = await startBench();
  const refused = await refusalOf(
    invoke(DeleteCustomerGateway, { RegionId: region, CustomerGatewayId: 'cgw-wh0001' }, call(agreeable())),
  );
  expect(refused.message).toContain('warehouse (vco-wh0001)');
  await invoke(DeleteCustomerGateway, { RegionId: region, CustomerGatewayId: 'cgw-old0001' }, call(agreeable()));
  expect((await state())['customer_gateways']).toHaveLength(3);
});

test('a gateway that is being deleted is answered so', async () => {
  const { invoke, call, writes } = await startBench({ patch: { 'vpn-bj0001.Status': 'deleting' } });
  const { ask, questions } = agreeable();
  expect((await invoke(DeleteVpnGateway, beijing, call({ ask })))['Outcome']).toMatchObject({ State: 'unchanged' });
  expect(questions).toEqual([]);
  expect(await writes()).toEqual([]);
});

test('the way back is a call that the catalogue takes, with all that the gateway was made with', async () => {
  const { plan } = await startBench();
  const summary = await plan(DeleteVpnGateway, { RegionId: region, VpnGatewayId: 'vpn-hq0001' });
  expect(summary.Undo).toMatch(/Bandwidth=\d+, EnableIpsec=true, EnableSsl=true, SslConnections=\d+/);
});

describe('a new gateway on the public cloud', () => {
  const asked = { RegionId: 'cn-hangzhou', Bandwidth: 10, VpcId: 'vpc-shop0001', VSwitchId: 'vsw-shop000h' } as const;
  const summary = async (change: Partial<typeof asked> | object = {}) => {
    const bench = await startBench({ world: 'public' });
    return (await bench.plan(actions.CreateVpnGateway, { ...asked, ...change })).BlastRadius;
  };

  test('is told where it stands', async () => {
    expect(await summary()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('It stands in VPC shop (vpc-shop0001) (10.0.0.0/16'),
        expect.stringMatching(/^vSwitch .* is in zone cn-hangzhou-/),
      ]),
    );
  });

  test('in a VPC that is not there is told before it is billed', async () => {
    expect(await summary({ VpcId: 'vpc-sh0p0001' })).toContainEqual(
      'VPC vpc-sh0p0001 is not in cn-hangzhou, or not shown to this key: compare the ID, for a gateway at the wrong place is billed too.',
    );
  });

  test('in a vSwitch of another VPC is told as that', async () => {
    expect(await summary({ VpcId: 'vpc-data0001' })).toContainEqual(
      'vSwitch vsw-shop000h is not in VPC vpc-data0001, or not shown to this key: compare the ID.',
    );
  });
});

test('what is paid before is not told to be undone by a delete, and a peer of BGP comes back with its AS number', async () => {
  const bench = await startBench({ world: 'public' });
  const RegionId = 'cn-hangzhou';
  const order = {
    ...{ RegionId, VpcId: 'vpc-data0001', VSwitchId: 'vsw-data000h', DisasterRecoveryVSwitchId: 'vsw-data000i' },
    Bandwidth: 10 as const,
  };
  const summary = await bench.plan(actions.CreateVpnGateway, { ...order, InstanceChargeType: 'PREPAY', Period: 1 });
  expect(summary.Undo).toMatch(/^No call: .*DeleteVpnGateway is refused before\.$/);
  const byTime = await bench.plan(actions.CreateVpnGateway, { ...order, InstanceChargeType: 'POSTPAY' });
  expect(byTime.Undo).toContain('DeleteVpnGateway removes it again');
  await bench.patch({ 'cgw-gone0001.Asn': 65_040 });
  const peer = await bench.plan(actions.DeleteCustomerGateway, { RegionId, CustomerGatewayId: 'cgw-gone0001' });
  expect(peer.Undo).toContain('Asn=65040');
});
