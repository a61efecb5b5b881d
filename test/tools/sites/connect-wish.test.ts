import { expect, it } from 'vitest';
import { checkOf, checkWish, localSubnetFor, orderOf, wishFields } from '../../../src/tools/sites/connect-wish.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connection, gateway, region } from './site-rows.ts';

const wish = { PeerIp: '198.51.100.1', Name: 'plant', RemoteSubnet: '172.16.0.0/16' };
const { invoke } = fakeInvoke(() => ({ Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.7.0.0/16' }] }));

it('a wish is read strictly', () => {
  expect(wishFields.safeParse(wish).success).toBe(true);
  expect(wishFields.safeParse({ ...wish, Psk: 'FAKE-key' }).success).toBe(false);
});

it('a private peer is refused where packets go over the internet', () => {
  expect(() => checkWish({ ...wish, PeerIp: '10.1.1.1' }, 'public')).toThrow(/not reached over the internet/);
  expect(() => checkWish({ ...wish, PeerIp: '10.1.1.1' }, 'stack')).not.toThrow();
});

it('a health check lies in the networks of the tunnel, and is of one tunnel', () => {
  const checked = { ...wish, CheckTarget: '172.16.0.1', CheckSource: '10.0.0.1' };
  expect(checkOf(wish, '10.0.0.0/16', true)).toBeUndefined();
  expect(checkOf(checked, '10.0.0.0/16', false)).toEqual({ dip: '172.16.0.1', sip: '10.0.0.1' });
  expect(() => checkOf(checked, '10.0.0.0/16', true)).toThrow(/two tunnels has no health check/);
  expect(() => checkOf(checked, '10.9.0.0/16', false)).toThrow(/is not in LocalSubnet/);
});

it('the VPC side is what is said, what all other tunnels have, or the block of the VPC', async () => {
  const call = testCall({ platform: 'public' });
  const of = async (LocalSubnet: string | undefined, change = {}) =>
    (await localSubnetFor({ LocalSubnet }, gateway, region(change), invoke, call)).blocks;
  expect(await of('10.1.0.0/16')).toBe('10.1.0.0/16');
  expect(await of(undefined)).toBe('10.0.0.0/16');
  expect(await of(undefined, { connections: [] })).toBe('10.7.0.0/16');
  const unlike = [connection, { ...connection, LocalSubnet: '10.5.0.0/16' }];
  await expect(of(undefined, { connections: unlike })).rejects.toThrow(/the gateway's tunnels differ/);
});

it('an order has IPsec on whatever is said, and a name that a gateway may have', () => {
  const order = orderOf(
    { ...wish, Name: 'plant.a', NewGateway: { VpcId: 'vpc-1', Bandwidth: 10, EnableIpsec: false } },
    'stack',
  );
  expect(order).toMatchObject({ Name: 'plant-a-gw', EnableIpsec: true, Bandwidth: 10 });
});
