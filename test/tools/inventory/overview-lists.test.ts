import { describe, expect, it } from 'vitest';
import { expiring, nearest, unused } from '../../../src/tools/inventory/overview-lists.ts';
import { estateOf, healthyRegion, NOW_MS } from '../../support/inventories.ts';

const HOUR_MS = 3_600_000;
const region = healthyRegion();
const certificate = (id: string, inHours: number) => ({
  ...region.certificates[0],
  SslVpnClientCertId: id,
  EndTime: NOW_MS + inHours * HOUR_MS,
});

describe('what ends', () => {
  it('comes first to end first, over all regions', () => {
    const here = { ...region, certificates: [certificate('vsc-soon', 47), certificate('vsc-late', 24 * 31)] };
    const there = { ...region, RegionId: 'cn-zzz', certificates: [certificate('vsc-ended', -25)] };
    expect(expiring(estateOf(here, there), NOW_MS).map(({ Id, Days, hasEnded }) => [Id, Days, hasEnded])).toEqual([
      ['vsc-ended', -1, true],
      ['vsc-soon', 2, false],
    ]);
  });

  it('is not guessed where the cloud tells no end', () => {
    const silent = { ...region, certificates: [{ ...certificate('vsc-x', 1), EndTime: undefined }] };
    expect(expiring(estateOf(silent), NOW_MS)).toEqual([]);
  });
});

it('what ended long ago hides nothing that ends next week', () => {
  const rows = [-300, -30, -2, 3, 20].map((Days) => ({ Days }));
  expect(nearest(rows, 3).map(({ Days }) => Days)).toEqual([-2, 3, 20]);
  expect(nearest(rows, 9)).toEqual(rows);
});

describe('what is unused', () => {
  const bare = { ...region, connections: [], sslServers: [], certificates: [], routes: [] };

  it('is a gateway with nothing on it and a peer that no connection names', () => {
    expect(unused(estateOf(bare), 'en').map(({ Id, Why }) => [Id, Why])).toEqual([
      ['vpn-a', 'nothing attached'],
      ['cgw-1', 'no connection uses it (not billed)'],
      ['cgw-2', 'no connection uses it (not billed)'],
    ]);
    expect(unused(estateOf(region), 'en')).toEqual([]);
  });

  it('is no gateway whose tunnels are all down: it is broken, and somebody wants it', () => {
    const connections = region.connections.map((one) => ({ ...one, Status: 'ike_sa_not_established' }));
    expect(unused(estateOf({ ...region, connections, sslServers: [], certificates: [] }), 'en')).toEqual([]);
  });

  it.each(['DescribeVpnConnections', 'DescribeSslVpnServers'])('is no gateway while %s failed', (Action) => {
    const inventory = { ...estateOf(bare), unseen: [{ RegionId: 'cn-hangzhou', Action, Reason: 'Forbidden' }] };
    expect(unused(inventory, 'en').map(({ Id }) => Id)).not.toContain('vpn-a');
  });
});
