import { expect, test } from 'vitest';
import { isRouted, subnetPairs, TCP_MSS, TUNNEL_MTU, tunnelLabel } from '../../../src/vendors/handoff/link.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

test('every local block meets every remote one', () => {
  const link = sampleLink({
    localSubnets: ['10.1.0.0/24', '10.2.0.0/24'],
    remoteSubnets: ['172.16.0.0/24', '172.17.0.0/24'],
  });
  expect(subnetPairs(link).map(({ local, remote }) => `${local} ${remote}`)).toEqual([
    '10.1.0.0/24 172.16.0.0/24',
    '10.1.0.0/24 172.17.0.0/24',
    '10.2.0.0/24 172.16.0.0/24',
    '10.2.0.0/24 172.17.0.0/24',
  ]);
});

test('routes decide only where both ends protect everything', () => {
  expect(isRouted(sampleLink())).toBe(false);
  expect(isRouted(sampleLink({ localSubnets: ['0.0.0.0/0'] }))).toBe(false);
  expect(isRouted(sampleLink({ localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] }))).toBe(true);
});

test('the segment is what the MTU leaves behind its headers', () => {
  expect(TUNNEL_MTU - TCP_MSS).toBe(40);
});

test('the tunnels of a pair are told apart by their order', () => {
  const alone = sampleLink();
  expect(tunnelLabel(alone, alone.tunnels[0])).toBe('vco-sample1');
  const pair = sampleLink({ tunnels: [sampleTunnel(), sampleTunnel({ order: 2 })] });
  expect(pair.tunnels.map((one) => tunnelLabel(pair, one))).toEqual(['vco-sample1-1', 'vco-sample1-2']);
});
