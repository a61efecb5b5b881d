import { expect, it } from 'vitest';
import { readWindows } from '../../../src/vendors/windows/config.ts';

it('a site-to-site interface by hand, over several lines and without a policy', () => {
  const text = `Add-VpnS2SInterface -Name "EDGE1" 131.107.0.20 -Protocol IKEv2 \`
    -Destination 198.51.100.1 -AuthenticationMethod PSKOnly -SharedSecret "<masked>" -IPv4Subnet 10.2.0.0/24:100`;
  expect(readWindows(text.split('\n'))).toMatchObject([
    { name: 'EDGE1', ike_version: 'ikev2', auth: 'psk', peer_addr: '198.51.100.1', offers1: [], pfs: [] },
  ]);
});

it('a tunnel rule whose main mode is not in the text says so', () => {
  const text =
    "New-NetIPsecRule -DisplayName 'a' -Mode Tunnel -LocalAddress 10.0.0.0/16 -RemoteAddress 10.1.0.0/16 -RemoteTunnelEndpoint 198.51.100.1";
  expect(readWindows([text])).toMatchObject([
    { name: 'a', selectors_local: ['10.0.0.0/16'], doubts: [{ kind: 'absent', what: 'main mode of 198.51.100.1' }] },
  ]);
});
