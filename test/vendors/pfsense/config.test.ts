import { expect, it } from 'vitest';
import { readPfsense } from '../../../src/vendors/pfsense/config.ts';
import { asPeer } from '../../support/same-site.ts';

const site = `<ipsec>
  <phase1>
    <ikeid>1</ikeid>
    <iketype>ikev2</iketype>
    <interface>wan</interface>
    <remote-gateway>203.0.113.10</remote-gateway>
    <myid_type>address</myid_type>
    <myid_data>198.51.100.1</myid_data>
    <peerid_type>peeraddress</peerid_type>
    <encryption>
      <item>
        <encryption-algorithm><name>aes</name><keylen>256</keylen></encryption-algorithm>
        <hash-algorithm>sha256</hash-algorithm>
        <dhgroup>14</dhgroup>
      </item>
    </encryption>
    <lifetime>28800</lifetime>
    <pre-shared-key>FAKE</pre-shared-key>
    <authentication_method>pre_shared_key</authentication_method>
    <descr><![CDATA[vpc]]></descr>
  </phase1>
  <phase2>
    <ikeid>1</ikeid>
    <mode>tunnel</mode>
    <localid><type>network</type><address>172.20.0.0</address><netbits>16</netbits></localid>
    <remoteid><type>network</type><address>10.10.0.0</address><netbits>16</netbits></remoteid>
    <encryption-algorithm-option><name>aes</name><keylen>256</keylen></encryption-algorithm-option>
    <hash-algorithm-option>hmac_sha256</hash-algorithm-option>
    <pfsgroup>14</pfsgroup>
    <lifetime>3600</lifetime>
  </phase2>
</ipsec>`;

it('a config.xml that mirrors the cloud agrees in every field', () => {
  expect(asPeer(site)).toMatchObject({ vendor: 'pfsense', agreeing: 12, differing: [], doubts: [] });
  expect(asPeer(site).end).toMatchObject({ name: 'vpc', life1: 28_800, life2: 3600 });
});

it.each([
  ['<dhgroup>14', '<dhgroup>2', ['dh1']],
  ['<iketype>ikev2', '<iketype>ikev1', ['ike_version']],
  ['<pfsgroup>14', '<pfsgroup>0', ['pfs']],
  ['<myid_data>198.51.100.1', '<myid_data>198.51.100.2', ['remote_id']],
  ['hmac_sha256', 'hmac_sha1', ['hash2']],
  ['<mode>tunnel', '<mode>transport', ['encapsulation']],
  ['<address>10.10.0.0', '<address>10.11.0.0', ['selectors_local']],
  ['<authentication_method>pre_shared_key', '<authentication_method>cert', ['auth']],
])('with %s as %s it differs in that', (from, to, fields) => {
  expect(asPeer(site.replace(from, to)).differing).toEqual(fields);
});

it('the network of an interface stands elsewhere, and that is said', () => {
  const text = site.replace(/<localid>.*<\/localid>/, '<localid><type>lan</type></localid>');
  expect(asPeer(text)).toMatchObject({ differing: [], doubts: ['localid lan'] });
});

it('connections of OPNsense are read from their own elements', () => {
  const [end] = readPfsense(
    `<opnsense><Swanctl><Connections><Connection uuid="a"><proposals>aes256-sha256-modp2048</proposals>
<version>2</version><remote_addrs>203.0.113.10</remote_addrs></Connection></Connections>
<children><child uuid="b"><esp_proposals>aes256-sha256</esp_proposals><local_ts>172.20.0.0/16</local_ts></child></children></Swanctl></opnsense>`.split(
      '\n',
    ),
  );
  expect(end).toMatchObject({
    ...{ ike_version: 'ikev2', peer_addr: '203.0.113.10', pfs: ['disabled'], selectors_local: ['172.20.0.0/16'] },
    offers1: [{ enc: ['aes256'], hash: ['sha256'], dh: ['group14'] }],
  });
});

it('of several connections of OPNsense each has its own children and identities', () => {
  const connection = (uuid: string, peer: string) =>
    `<Connection uuid="${uuid}"><version>2</version><remote_addrs>${peer}</remote_addrs></Connection>`;
  const beside = (
    uuid: string,
    id: string,
  ) => `<locals><local uuid="l${uuid}"><connection>${uuid}</connection><auth>psk</auth><id>${id}</id></local></locals>
<children><child uuid="c${uuid}"><connection>${uuid}</connection><esp_proposals>aes256-sha256-modp2048</esp_proposals><local_ts>${id}/32</local_ts></child></children>`;
  const text = `<Swanctl>\n<Connections>${connection('a', '192.0.2.9')}${connection('b', '203.0.113.10')}</Connections>
${beside('a', '198.51.100.1')}${beside('b', '198.51.100.2')}</Swanctl>`;
  expect(readPfsense(text.split('\n'))).toMatchObject([
    { peer_addr: '192.0.2.9', local_id: '198.51.100.1', auth: 'psk', selectors_local: ['198.51.100.1/32'] },
    { peer_addr: '203.0.113.10', local_id: '198.51.100.2', auth: 'psk', selectors_local: ['198.51.100.2/32'] },
  ]);
});
