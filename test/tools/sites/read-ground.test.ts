import { describe, expect, it } from 'vitest';
import { Refused } from '../../../src/errors.ts';
import { doubtsOf, isUp, peersOf, readGround, standingOf } from '../../../src/tools/sites/read-ground.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connection, twoTunnels } from './site-rows.ts';

const reading = (failing: string) =>
  fakeInvoke((action) => {
    if (action === failing) throw new Refused('refused', 'forbidden', 'ask');
    return { TotalCount: 0, VpnGateways: [], CustomerGateways: [], VpnConnections: [], SslVpnServers: [] };
  }).invoke;

describe('a region', () => {
  it('of which a list is missing that tells what is there is not worked on', async () => {
    await expect(readGround(reading('DescribeVpnConnections'), testCall(), 'cn-test')).rejects.toThrow(
      /DescribeVpnConnections could not be read whole/,
    );
  });

  it('of which something else is missing is worked on, and that is told', async () => {
    const { unread } = await readGround(reading('DescribeSslVpnServers'), testCall(), 'cn-test');
    expect(unread).toMatchObject([{ values: { action: 'DescribeSslVpnServers' } }]);
  });

  it('is the one of the server where none is named, and has to be known', async () => {
    const { region } = await readGround(reading(''), testCall({ region: async () => 'cn-home' }), undefined);
    expect(region.RegionId).toBe('cn-home');
    await expect(readGround(reading(''), testCall(), undefined)).rejects.toThrow(/No region is set/);
  });
});

it('a tunnel is up where its status and its check say so', () => {
  expect(isUp(connection)).toBe(true);
  expect(isUp({ ...connection, VcoHealthCheck: { Enable: 'true', Status: 'failed' } })).toBe(false);
  expect(isUp({ ...connection, VcoHealthCheck: { Enable: 'false', Status: 'failed' } })).toBe(true);
  expect(isUp({ ...connection, VcoHealthCheck: { Enable: 'True', Status: 'failed' } })).toBe(false);
  const half = twoTunnels({}, { Status: 'ike_sa_not_established' });
  expect(isUp(half)).toBe(false);
  expect(standingOf(half)).toBe('ipsec_sa_established and ike_sa_not_established');
  expect(peersOf(half)).toEqual(['cgw-1', 'cgw-2']);
});

it('what nobody knows the outcome of is told, what is known is not', async () => {
  const past = { action: 'DeleteVpnConnection', atMs: 0, changed: [], input: {}, keys: [] };
  const call = testCall({
    history: async () => [
      { ...past, result: 'unknown' },
      { ...past, result: 'ok' },
    ],
  });
  expect(await doubtsOf(call, ['vco-1'])).toMatchObject([
    { values: { action: 'DeleteVpnConnection', result: 'unknown' } },
  ]);
});
