import { describe, expect, it } from 'vitest';
import { readPaloAlto } from '../../../src/vendors/paloalto/config.ts';
import { asPeer } from '../../support/same-site.ts';

const commands = `set network ike crypto-profiles ike-crypto-profiles IKE1 hash sha256
set network ike crypto-profiles ike-crypto-profiles IKE1 dh-group group14
set network ike crypto-profiles ike-crypto-profiles IKE1 encryption aes-256-cbc
set network ike crypto-profiles ike-crypto-profiles IKE1 lifetime hours 8
set network ike crypto-profiles ipsec-crypto-profiles ESP1 esp encryption aes-256-cbc
set network ike crypto-profiles ipsec-crypto-profiles ESP1 esp authentication sha256
set network ike crypto-profiles ipsec-crypto-profiles ESP1 dh-group group14
set network ike gateway VPC protocol version ikev2
set network ike gateway VPC protocol ikev2 ike-crypto-profile IKE1
set network ike gateway VPC authentication pre-shared-key key FAKE
set network ike gateway VPC peer-address ip 203.0.113.10
set network ike gateway VPC local-address ip 198.51.100.1/24
set network tunnel ipsec VPC auto-key ike-gateway VPC
set network tunnel ipsec VPC auto-key ipsec-crypto-profile ESP1
set network tunnel ipsec VPC auto-key proxy-id p1 local 172.20.0.0/16
set network tunnel ipsec VPC auto-key proxy-id p1 remote 10.10.0.0/16`;

const xml = `<config><devices><entry name="localhost.localdomain"><network><ike>
<crypto-profiles>
  <ike-crypto-profiles><entry name="IKE1"><hash><member>sha256</member></hash>
    <dh-group><member>group14</member></dh-group><encryption><member>aes-256-cbc</member></encryption></entry>
  </ike-crypto-profiles>
  <ipsec-crypto-profiles><entry name="ESP1"><esp><encryption><member>aes-256-cbc</member></encryption>
    <authentication><member>sha256</member></authentication></esp><dh-group>group14</dh-group></entry>
  </ipsec-crypto-profiles>
</crypto-profiles>
<gateway><entry name="VPC"><authentication><pre-shared-key><key>FAKE</key></pre-shared-key></authentication>
  <protocol><ikev2><ike-crypto-profile>IKE1</ike-crypto-profile></ikev2><version>ikev2</version></protocol>
  <peer-address><ip>203.0.113.10</ip></peer-address><local-address><ip>198.51.100.1</ip></local-address></entry></gateway>
</ike><tunnel><ipsec><entry name="VPC"><auto-key><ike-gateway><entry name="VPC"/></ike-gateway>
  <ipsec-crypto-profile>ESP1</ipsec-crypto-profile>
  <proxy-id><entry name="p1"><local>172.20.0.0/16</local><remote>10.10.0.0/16</remote></entry></proxy-id></auto-key></entry>
</ipsec></tunnel></network></entry></devices></config>`;

describe.each([
  ['commands', commands],
  ['XML', xml],
])('a PAN-OS configuration as %s', (_name, text) => {
  it('that mirrors the cloud agrees in every field', () => {
    expect(asPeer(text)).toMatchObject({ vendor: 'paloalto', agreeing: 12, differing: [], doubts: [] });
  });

  it.each([
    ['group14', 'group2', ['dh1']],
    ['ikev2', 'ikev1', ['ike_version']],
    ['10.10.0.0/16', '10.11.0.0/16', ['selectors_local']],
  ])('with %s as %s differs in that', (from, to, fields) => {
    const changed = from === 'ikev2' ? text.replaceAll(from, to) : text.replace(from, to);
    expect(asPeer(changed).differing).toEqual(fields);
  });
});

it('a profile that is not in the text is named, and without a proxy ID everything is carried', () => {
  const [end] = readPaloAlto([
    'set network ike gateway G protocol version ikev2',
    'set network ike gateway G peer-address ip 203.0.113.10',
    'set network tunnel ipsec T auto-key ike-gateway G',
  ]);
  expect(end).toMatchObject({ selectors_local: ['0.0.0.0/0'], offers1: [], peer_addr: '203.0.113.10' });
  expect(end?.doubts?.map(({ what }) => what)).toEqual(['ike-crypto-profile default', 'ipsec-crypto-profile default']);
});
