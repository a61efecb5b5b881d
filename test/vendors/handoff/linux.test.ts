import { expect, test } from 'vitest';
import { frrFile, linuxNetwork, linuxNotes } from '../../../src/vendors/handoff/linux.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const routed = { localSubnets: ['0.0.0.0/0'], remoteSubnets: ['0.0.0.0/0'] } as const;

test('the script opens what IKE and ESP need, and hides nothing of the tunnel behind NAT', () => {
  const { name, text } = linuxNetwork(sampleLink(), { name: 'x', title: 'X 1' });
  expect(name).toBe('vco-sample1.x.sh');
  expect(text).toContain('-s 198.51.100.1 -p udp -m multiport --dports 500,4500');
  expect(text).toContain('POSTROUTING -s 10.20.0.0/24 -d 172.16.10.0/24 -j ACCEPT');
  expect(text).toContain('--set-mss 1360');
  expect(text).not.toContain('ip link add');
});

test('a routed connection gets a device for each tunnel', () => {
  const { text } = linuxNetwork(sampleLink(routed), { name: 'x', title: 'X 1' });
  expect(text).toContain('ip link add vpn101 type xfrm if_id 101');
  expect(text).toContain('# ip route add BLOCK dev vpn101');
  expect(linuxNotes(sampleLink(routed)).join()).toContain('without the routes');
});

test('FRR is configured only where the tunnels speak BGP', () => {
  expect(frrFile(sampleLink())).toBeUndefined();
  const bgp = {
    ...{ localAsn: 65_001, localIp: '169.254.10.2', peerAsn: 45_104, peerIp: '169.254.10.1' },
    tunnelCidr: '169.254.10.0/30',
  };
  const file = frrFile(sampleLink({ tunnels: [sampleTunnel({ bgp })] }));
  expect(file?.name).toBe('vco-sample1.frr.conf');
  expect(file?.text).toContain('router bgp 65001\n');
  expect(file?.text).toContain('  network 10.20.0.0/24\n');
});
