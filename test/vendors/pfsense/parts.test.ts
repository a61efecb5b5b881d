import { expect, it } from 'vitest';
import { outside, transitOf } from '../../../src/vendors/pfsense/parts.ts';
import { LINKS } from '../../support/handoff-cases.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const menus = { rules: 'rules', routes: 'routes', mss: 'mss' };

it('the devices of two tunnels have addresses of their own; with BGP they are its', () => {
  expect(transitOf(sampleTunnel()).local).not.toBe(transitOf(sampleTunnel({ order: 2 })).local);
  const [first] = (LINKS['two-tunnels-bgp'] ?? sampleLink()).tunnels;
  expect(transitOf(first)).toEqual({ local: '169.254.10.2', remote: '169.254.10.1' });
});

it.each([
  ['ikev2', 'rules 172.16.10.0/24 to 10.20.0.0/24.'],
  ['two-tunnels-routed', 'routes 169.254.251.1, then (as the standby of a gateway group) 169.254.252.1.'],
  ['two-tunnels-bgp', 'Routes come by BGP'],
])('for %s it says: %s', (name, words) => {
  expect(outside(LINKS[name] ?? sampleLink(), menus).join('\n')).toContain(words);
});
