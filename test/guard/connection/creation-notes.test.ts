import { expect, test } from 'vitest';
import {
  asksForBgp,
  autoRouteNotes,
  bgpWarnings,
  cloudKeyNotes,
  defaultNotes,
  newTunnels,
  peersOf,
  withoutPeer,
} from '../../../src/guard/connection/creation-notes.ts';
import { planMessages } from '../../../src/guard/plan/messages.ts';

const strong = {
  TunnelIkeConfig: { Psk: 'FAKE-1', IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group14' },
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14' },
};
const two = (master: object = {}, slave: object = {}) => ({
  TunnelOptionsSpecification: [
    { Role: 'master', CustomerGatewayId: 'cgw-1', ...master },
    { Role: 'slave', CustomerGatewayId: 'cgw-2', ...slave },
  ],
});

test('each tunnel is told what is left to the cloud', () => {
  const asked = newTunnels(two(strong));
  expect(defaultNotes(asked).map(({ text, values }) => [text, values['tunnel']])).toEqual([
    [planMessages.cloudDefaultsOf, 'slave'],
  ]);
  expect(cloudKeyNotes(asked).map(({ values }) => values['tunnel'])).toEqual(['slave']);
  const one = newTunnels({ CustomerGatewayId: 'cgw-1' });
  expect(defaultNotes(one).map(({ text }) => text)).toEqual([planMessages.cloudDefaults]);
  expect(cloudKeyNotes(one).map(({ text }) => text)).toEqual([planMessages.cloudKey]);
});

test('both ends are known, each once, and one that is missing is told', () => {
  expect(peersOf(newTunnels(two()))).toEqual(['cgw-1', 'cgw-2']);
  expect(peersOf(newTunnels(two({}, { CustomerGatewayId: 'cgw-1' })))).toEqual(['cgw-1']);
  expect(withoutPeer(newTunnels(two({}, { CustomerGatewayId: undefined })))?.values['tunnel']).toBe('slave');
  expect(withoutPeer(newTunnels(two()))).toBeUndefined();
});

test('routes that nobody asked for are told where the cloud adds them', () => {
  expect(autoRouteNotes('public', {}).map(({ text }) => text)).toEqual([planMessages.autoRouteDefault]);
  for (const AutoConfigRoute of [true, false]) expect(autoRouteNotes('public', { AutoConfigRoute })).toEqual([]);
  expect(autoRouteNotes('stack', {})).toEqual([]);
});

test('BGP needs a block and numbers at both ends', () => {
  const bgp = { TunnelBgpConfig: { LocalAsn: 45_104, TunnelCidr: '169.254.10.0/30' } };
  expect(bgpWarnings(two(), ['cgw-1'])).toEqual([]);
  const on = { ...two(bgp), EnableTunnelsBgp: true };
  expect(asksForBgp(on)).toBe(true);
  expect(asksForBgp({ BgpConfig: { EnableBgp: false } })).toBe(false);
  expect(bgpWarnings(on, ['cgw-2']).map(({ text }) => text)).toEqual([
    planMessages.bgpIncomplete,
    planMessages.bgpNeedsAsn,
  ]);
  expect(bgpWarnings(on, [])[0]?.values['tunnels']).toEqual(['slave']);
});
