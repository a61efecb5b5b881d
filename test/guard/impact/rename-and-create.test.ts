import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { AssumeRole, CreateVpnConnection, CreateVpnGateway, DescribeVpnGateways, ModifyVpnGatewayAttribute } = actions;
const branch = {
  RegionId: region,
  VpnGatewayId: 'vpn-hq0001',
  CustomerGatewayId: 'cgw-old0001',
  LocalSubnet: '10.10.0.0/16',
  RemoteSubnet: '172.20.8.0/24',
  Name: 'branch',
};

test('a creation is told with all that was given, secrets hidden, and how it is removed', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnConnection, {
    ...branch,
    IkeConfig: { Psk: 'FAKE-psk-new-0001', IkePfs: 'group14' },
  });
  // The key stands in the call.
  expect(summary.Risk).toBe('disrupt');
  expect(summary.Changes).toContainEqual({ Field: 'IkeConfig.IkePfs', Before: null, After: 'group14' });
  expect(summary.Undo).toContain('DeleteVpnConnection');
  expect(JSON.stringify(summary)).not.toContain('FAKE-psk');
});

test('a new gateway is said to cost money', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnGateway, { RegionId: region, VpcId: 'vpc-hq0001', Bandwidth: 10 });
  expect(summary.BlastRadius[0]).toContain('billed');
});

test('a rename is told before and after', async () => {
  const { plan } = await startBench();
  const summary = await plan(ModifyVpnGatewayAttribute, { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'new' });
  expect(summary.Changes).toEqual([{ Field: 'Name', Before: 'hq-gateway', After: 'new' }]);
  expect(summary.Undo).toContain('Name=hq-gateway');
});

test('a read plans nothing', async () => {
  const { call } = await startBench();
  const made = await call().plan?.((invoke, planning) => invoke(DescribeVpnGateways, { RegionId: region }, planning));
  expect(made).toEqual({ plan: { Steps: [] }, text: '' });
});

test('another role is a question of its own, and ends every open one', async () => {
  const { invoke, call, plan } = await startBench();
  const role = { RoleArn: 'acs:ram::1000000000000001:role/operator', RoleSessionName: 'agent' };
  const summary = await plan(AssumeRole, role);
  expect(summary.BlastRadius).toContain('Open approvals become void.');
  const { ask, questions } = agreeable();
  await invoke(AssumeRole, role, call({ ask }));
  expect(questions[0]?.message).toContain('acs:ram::1000000000000001:role/operator');
});

test('on HTTP nobody changes the identity', async () => {
  const { invoke, call, requests } = await startBench({ guard: { transport: 'http' } });
  const role = { RoleArn: 'acs:ram::1000000000000001:role/operator', RoleSessionName: 'agent' };
  const refused = await refusalOf(invoke(AssumeRole, role, call({ ...agreeable(), transport: 'http' })));
  expect(refused.message).toContain('belongs to the operator');
  expect(await requests()).toEqual([]);
});

describe('where a new gateway would stand', () => {
  const order = { RegionId: region, Bandwidth: 10 as const };
  const unknownVpc = `No gateway of VPC vpc-hq00O1 is known in ${region}, so whether there is such a VPC could not be checked`;

  test.each([
    ['is known where another gateway is there', { VpcId: 'vpc-hq0001', VSwitchId: 'vsw-hq0001' }, []],
    ['is not known where no gateway is in the VPC', { VpcId: 'vpc-hq00O1' }, [unknownVpc]],
    [
      'is not known where no gateway is in the vSwitch',
      { VpcId: 'vpc-hq0001', VSwitchId: 'vsw-wh0001' },
      ['No gateway of the VPC is in vsw-wh0001'],
    ],
    [
      'is not known at all',
      { VpcId: 'vpc-hq00O1', VSwitchId: 'vsw-hq00O1' },
      [unknownVpc, 'No gateway of the VPC is in vsw-hq00O1'],
    ],
  ])('%s', async (_, place, expected) => {
    const { plan } = await startBench();
    const seen = await plan(CreateVpnGateway, { ...order, ...place });
    expect(seen.BlastRadius.slice(0, -1)).toEqual(expected.map((words) => expect.stringContaining(words)));
    expect(seen.BlastRadius.at(-1)).toContain('billed');
  });

  test('is not known where the gateways cannot be read', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnGateways', times: 9 });
    const seen = await plan(CreateVpnGateway, { ...order, VpcId: 'vpc-hq0001' });
    expect(seen.BlastRadius[0]).toBe('Not known: the gateways of the VPC could not be read (Forbidden).');
  });
});
