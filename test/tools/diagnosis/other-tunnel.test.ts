import { expect, it } from 'vitest';
import { otherSentence } from '../../../src/tools/diagnosis/other-tunnel.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const [UP, DOWN] = ['ipsec_sa_established', 'ike_sa_not_established'];

it.each([
  [DOWN, UP, 'success', 'carries traffic through the other, tun-b'],
  [DOWN, UP, 'false', 'is up, but its BGP session is not'],
  [DOWN, DOWN, '', 'is down too'],
  [UP, DOWN, '', '1 of 2 tunnels is down: tun-b'],
  [UP, 'new', '', 'is not known'],
])('beside one %s another %s (BGP %s) is said to be', (Status, other, BgpStatus, text) => {
  const own = { connection: connectionWith({ Status }), TunnelId: 'tun-a' };
  const connection = connectionWith({ Status: other, VpnBgpConfig: { BgpStatus } });
  const facts = factsWith({ Status }, { tunnel: { own, others: [{ connection, TunnelId: 'tun-b' }] } });
  expect(otherSentence(facts, 'en')).toContain(text);
});

it('of a connection that is its own tunnel nothing is said', () => {
  expect(otherSentence(factsWith(), 'en')).toBe('');
});
