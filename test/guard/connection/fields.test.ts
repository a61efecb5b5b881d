import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelOf, liveTunnel } from '../../../src/guard/connection/fields.ts';
import { readTunnels } from '../../../src/network/tunnels.ts';
import { twoTunnels } from './two-tunnels.ts';

test('a live tunnel is told in the words and types of a request, without its key', () => {
  const bgp = { LocalAsn: '45104', TunnelCidr: '169.254.10.0/30', LocalBgpIp: '169.254.10.2', BgpStatus: 'success' };
  const [first] = readTunnels(twoTunnels({ TunnelBgpConfig: bgp })).tunnels;
  const summary = first && liveTunnel(first);
  expect(summary).toMatchObject({
    ...{ CustomerGatewayId: 'cgw-1', EnableDpd: true, EnableNatTraversal: true },
    TunnelIkeConfig: { IkeLifetime: 86_400 },
    TunnelBgpConfig: { LocalAsn: 45_104, TunnelCidr: '169.254.10.0/30', LocalBgpIp: '169.254.10.2' },
  });
  expect(JSON.stringify(summary)).not.toContain('FAKE');
});

test.each([
  [{ Role: 'master', TunnelId: 'tun-a' }, 'master'],
  [{ TunnelIndex: 2, TunnelId: 'tun-a' }, '2'],
  [{ TunnelId: 'tun-a' }, 'tun-a'],
  [{ Role: 'the one that is safe to change' }, '?'],
])('%j is labelled %s', (tunnel, label) => {
  expect(labelOf(tunnel)).toBe(label);
});

test('no label that comes from the cloud holds words of its own', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (Role, TunnelId) => {
      expect(labelOf({ Role, TunnelId })).toMatch(/^(?:master|slave|tun-\w{1,64}|\?)$/);
    }),
  );
});
