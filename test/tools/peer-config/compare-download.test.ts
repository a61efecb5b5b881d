import { expect, it, test } from 'vitest';
import { contradictions } from '../../../src/tools/peer-config/compare-download.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const ids = { LocalId: '203.0.113.10', RemoteId: '198.51.100.1' };
const fromPeer = {
  ...{ Local: '203.0.113.10', Remote: '198.51.100.1', LocalSubnet: '10.20.0.0/24', RemoteSubnet: '172.16.10.0/24' },
  IkeConfig: { ...ids, IkeVersion: 'ikev2', IkeMode: 'aggressive', IkeEncAlg: 'aes256', IkeLifetime: 86_400 },
  IpsecConfig: { IpsecPfs: 'group14' },
};
const fromCloud = {
  ...{ ...fromPeer, Local: fromPeer.Remote, Remote: fromPeer.Local },
  ...{ LocalSubnet: fromPeer.RemoteSubnet, RemoteSubnet: fromPeer.LocalSubnet },
  IkeConfig: { ...fromPeer.IkeConfig, LocalId: ids.RemoteId, RemoteId: ids.LocalId },
};

it.each([
  ['from the peer', fromPeer],
  ['from the cloud', fromCloud],
  [
    'with its addresses from the peer and its blocks from the cloud',
    { ...fromCloud, Local: fromPeer.Local, Remote: fromPeer.Remote },
  ],
  ['without sides', {}],
])('a download told %s is the same connection', (_, download) => {
  expect(contradictions(sampleLink(), download)).toEqual([]);
});

it.each([
  ['another customer gateway', { ...fromPeer, Local: '192.0.2.9' }, 'Local and Remote'],
  ['other blocks', { ...fromPeer, LocalSubnet: '10.99.0.0/24' }, 'LocalSubnet and RemoteSubnet'],
  ['another identity', { ...fromPeer, IkeConfig: { ...ids, LocalId: 'x' } }, 'LocalId and RemoteId'],
  ['another group', { ...fromPeer, IpsecConfig: { IpsecPfs: 'group2' } }, 'IpsecPfs is another one'],
  ['another lifetime', { ...fromPeer, IkeConfig: { ...ids, IkeLifetime: 3600 } }, 'IkeLifetime is another one'],
])('%s contradicts the live settings', (_, download, words) => {
  expect(contradictions(sampleLink(), download).join('; ')).toContain(words);
});

test('each tunnel is compared with its own part, and one that is not there is missed', () => {
  const first = sampleTunnel({ tunnelId: 'tun-1' });
  const second = sampleTunnel({ order: 2, tunnelId: 'tun-2', remoteAddress: '198.51.100.2', remoteId: '198.51.100.2' });
  const link = sampleLink({ tunnels: [first, second] });
  const part = { TunnelId: 'tun-1', Local: fromPeer.Local, Remote: fromPeer.Remote };
  const other = { TunnelId: 'tun-2', Local: fromPeer.Local, Remote: '198.51.100.2' };
  expect(contradictions(link, { TunnelsConfig: [other, part] })).toEqual([]);
  expect(contradictions(link, { TunnelsConfig: [part] })).toEqual(['it has no tunnel tun-2']);
});
