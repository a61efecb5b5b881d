import { expect, test } from 'vitest';
import { gatherLink } from '../../../src/tools/peer-config/gather-link.ts';
import { testCall } from '../../support/call.ts';
import { startCloud } from '../../support/cloud.ts';

test('a connection is read with what the cloud hands out for it and both gateways', async () => {
  const { invoke } = await startCloud({});
  const { connection, gateway, tunnels, download, readAt } = await gatherLink(
    invoke,
    testCall(),
    undefined,
    'vco-plant0001',
  );
  expect([connection.Name, gateway?.InternetIp, download.LocalSubnet]).toEqual([
    'plant-main',
    '203.0.113.10',
    '172.20.0.0/16',
  ]);
  expect(tunnels.map(({ customerGateway }) => customerGateway.IpAddress)).toEqual(['198.51.100.1']);
  expect(readAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test('of two tunnels the one that carries the traffic comes first', async () => {
  const { invoke } = await startCloud({ world: 'public' });
  const { tunnels } = await gatherLink(invoke, testCall(), undefined, 'vco-paris001');
  expect(tunnels.map(({ tunnel }) => tunnel.Role)).toEqual(['master', 'slave']);
});
