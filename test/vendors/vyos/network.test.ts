import { expect, it } from 'vitest';
import { bgpCommands, networkHints, tunnelInterfaces } from '../../../src/vendors/vyos/network.ts';
import { LINKS } from '../../support/handoff-cases.ts';
import { sampleLink } from '../../support/peer-link.ts';

it('a routed connection has a device for each tunnel, and its routes their order', () => {
  const link = LINKS['two-tunnels-routed'] ?? sampleLink();
  expect(tunnelInterfaces(link).filter((line) => line.includes('adjust-mss'))).toHaveLength(2);
  expect(networkHints(link).filter((line) => line.includes('distance'))).toEqual([
    '# set protocols static route BLOCK interface vti101 distance 10',
    '# set protocols static route BLOCK interface vti102 distance 20',
  ]);
});

it('with BGP no route is suggested, and tunnel 1 is preferred', () => {
  const link = LINKS['two-tunnels-bgp'] ?? sampleLink();
  expect(networkHints(link).join()).not.toContain('static route');
  expect(bgpCommands(link).filter((line) => line.includes('local-preference'))[0]).toContain("'200'");
  expect(bgpCommands(sampleLink())).toEqual([]);
});
