import { expect, test } from 'vitest';
import { startPublic } from '../public/start-public.ts';
import { codeOf } from './good-calls.ts';

const world = startPublic();
const depot = { VpnConnectionId: 'vco-depot001' };
const modify = (more: Record<string, string>) => world.ask('ModifyVpnConnectionAttribute', { ...depot, ...more });
const summary = () => world.ask('DescribeVpnConnection', depot);

test('detection of dead peers and the crossing of NAT are switched one by one', async () => {
  expect(await modify({ EnableDpd: 'false' })).toMatchObject({ EnableDpd: false, EnableNatTraversal: true });
  expect(await modify({ EnableNatTraversal: 'false' })).toMatchObject({ EnableDpd: false, EnableNatTraversal: false });
});

test('BGP is turned on with the own number of the cloud, changed, and off', async () => {
  await world.patch({ 'cgw-depot001.Asn': 65_009 });
  const on = '{"EnableBgp":"true","TunnelCidr":"169.254.71.0/30","LocalBgpIp":"169.254.71.1"}';
  expect((await modify({ BgpConfig: on })).VpnBgpConfig).toMatchObject({
    EnableBgp: 'true',
    LocalAsn: 45_104,
    PeerAsn: 65_009,
  });
  await modify({ BgpConfig: '{"LocalAsn":65010}' });
  expect((await summary()).VpnBgpConfig).toMatchObject({ LocalAsn: 65_010, LocalBgpIp: '169.254.71.1' });
  await modify({ BgpConfig: '{"EnableBgp":"false"}' });
  expect(await summary()).not.toHaveProperty('VpnBgpConfig');
});

test.each([
  ['{"EnableBgp":"true","TunnelCidr":"10.0.0.0/30"}', 'InvalidTunnelCidr'],
  ['{"EnableBgp":"true","LocalAsn":"0"}', 'InvalidLocalAsn'],
  ['[]', 'InvalidBgpConfig'],
])('BgpConfig %s answers %s', async (BgpConfig, code) => {
  await world.patch({ 'cgw-depot001.Asn': 65_009 });
  expect(await codeOf(world, 'ModifyVpnConnectionAttribute', { ...depot, BgpConfig })).toBe(code);
});
