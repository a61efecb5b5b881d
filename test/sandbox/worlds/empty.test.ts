import { expect, it } from 'vitest';
import { loadWorld } from '../../../src/sandbox/worlds/load-world.ts';

it('the empty world has regions and nothing in them', async () => {
  const data = await loadWorld('empty', { nowMs: Date.now() });
  const { regions, gateways, customer_gateways, connections, ssl_servers, ssl_certs, routes_dbr } = data;
  expect(regions.map((one) => one.RegionId)).toContain(data.default_region);
  expect([gateways, customer_gateways, connections, ssl_servers, ssl_certs, routes_dbr].flat()).toEqual([]);
});
