import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { CreateVpnConnection } = actions;
const branch = {
  RegionId: region,
  VpnGatewayId: 'vpn-hq0001',
  CustomerGatewayId: 'cgw-old0001',
  LocalSubnet: '10.10.0.0/16',
  RemoteSubnet: '172.20.8.0/24',
  Name: 'branch',
};

test('routes that the cloud adds by itself raise the risk when they draw traffic', async () => {
  const { invoke, call, plan } = await startBench();
  const summary = await plan(CreateVpnConnection, { ...branch, AutoConfigRoute: true });
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius).toContainEqual(expect.stringContaining('172.20.8.0/24 goes through plant-main'));
  expect(summary.BlastRadius).toContainEqual(expect.stringContaining('would go through the new connection'));
  expect(summary.Undo).toContain('leaves the routes that were added');
  const { ask, questions } = agreeable();
  await invoke(CreateVpnConnection, { ...branch, RemoteSubnet: '10.60.0.0/16', AutoConfigRoute: true }, call({ ask }));
  expect(questions).toEqual([]);
});

test('a route that the cloud adds beside an active one is in doubt, and asked about', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnConnection, { ...branch, RemoteSubnet: '172.20.0.0/16', AutoConfigRoute: true });
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius).toContainEqual(
    expect.stringMatching(/plant-main \(vco-plant0001\) carries 172\.20\.0\.0\/16 .*stands by or takes over/),
  );
  expect(summary.BlastRadius.join(' ')).not.toContain('would go through');
});

test('a new connection that is named like an existing one hides no move', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnConnection, { ...branch, Name: 'vco-plant0001', AutoConfigRoute: true });
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius).toContainEqual(expect.stringContaining('172.20.8.0/24 goes through plant-main'));
});

test('routes that the cloud adds by itself are asked about where another gateway of the VPC publishes the same', async () => {
  const { invoke, call, plan } = await startBench({ patch: { 'vpn-wh0001.VpcId': 'vpc-hq0001' } });
  const overlapping = { ...branch, RemoteSubnet: '10.60.0.0/16,172.31.40.0/24', AutoConfigRoute: true };
  const summary = await plan(CreateVpnConnection, overlapping);
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius).toContain(
    '172.31.40.0/24 overlaps 172.31.40.0/22, which gateway logistics-gateway (vpn-wh0001) of the same VPC publishes.',
  );
  const { ask, questions } = agreeable();
  await invoke(CreateVpnConnection, { ...overlapping, AutoConfigRoute: false }, call({ ask }));
  expect(questions).toEqual([]);
});

test('routes that the cloud adds by itself are asked about when nobody can tell what they draw', async () => {
  const { plan, control } = await startBench({ patch: { 'vpn-wh0001.VpcId': 'vpc-hq0001' } });
  await control('faults', { kind: 'forbidden', action: 'DescribeVpnGateways', times: 9 });
  const summary = await plan(CreateVpnConnection, { ...branch, RemoteSubnet: '10.60.0.0/16', AutoConfigRoute: true });
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius[0]).toMatch(/^Not known: the other gateways/);
});

test('a second connection between the same two gateways is foreseen', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnConnection, { ...branch, CustomerGatewayId: 'cgw-plant0001' });
  expect(summary.Foreseen[0]).toContain('plant-main (vco-plant0001) already joins');
});

test('what is left to the cloud is told: old algorithms, and a key that nobody here would know', async () => {
  const { plan } = await startBench();
  const bare = await plan(CreateVpnConnection, { ...branch, RemoteSubnet: '10.60.0.0/16' });
  expect(bare.Foreseen).toContainEqual(expect.stringContaining('IkeAuthAlg md5, IkePfs group2'));
  expect(bare.Foreseen).toContainEqual(expect.stringContaining('Without a Psk'));
  const whole = await plan(CreateVpnConnection, {
    ...branch,
    RemoteSubnet: '10.60.0.0/16',
    IkeConfig: {
      Psk: { generate: true },
      IkeVersion: 'ikev2',
      IkeEncAlg: 'aes256',
      IkeAuthAlg: 'sha1',
      IkePfs: 'group14',
    },
    IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' },
  });
  expect(whole.Foreseen).toEqual([]);
});

test('blocks that another connection of the gateway has too are told', async () => {
  const { plan } = await startBench();
  const summary = await plan(CreateVpnConnection, branch);
  expect(summary.Foreseen).toContainEqual(
    expect.stringContaining('172.20.8.0/24 of the other side overlaps 172.20.0.0/16 of connection plant-main'),
  );
});

test.each([
  ['a customer gateway that is not there', { CustomerGatewayId: 'cgw-absent' }, 'no customer gateway cgw-absent'],
  ['a gateway that is not there', { VpnGatewayId: 'vpn-absent' }, 'no VPN gateway vpn-absent'],
  ['a gateway of another region', { VpnGatewayId: 'vpn-bj0001' }, 'no VPN gateway vpn-bj0001'],
])('a connection of %s is refused, and nobody is asked', async (_, other, summary) => {
  const { invoke, call, writes, client } = await startBench();
  const { ask, questions } = agreeable();
  const input = { ...branch, ...other, AutoConfigRoute: true };
  expect((await refusalOf(invoke(CreateVpnConnection, input, call({ ask })))).message).toContain(summary);
  expect(questions).toEqual([]);
  expect(await writes()).toEqual([]);
  // The cloud says the same.
  await expect(client.invoke(CreateVpnConnection, input, call())).rejects.toMatchObject({
    code: expect.stringContaining('NotFound'),
  });
});

test('a customer gateway that cannot be read is told, and refused by nobody', async () => {
  const { plan, control } = await startBench();
  await control('faults', { kind: 'forbidden', action: 'DescribeCustomerGateway', times: 9 });
  const summary = await plan(CreateVpnConnection, branch);
  expect(summary.BlastRadius[0]).toEqual('Not known: customer gateway could not be read (Forbidden).');
});
