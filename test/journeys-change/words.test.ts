import { expect, test } from 'vitest';
import { ConnectSite } from '../../src/tools/sites/connect-site.ts';
import { startStage } from './subnets-stage.ts';

// What a person reads of an everyday change is a sentence, and says what is so.

const branch = {
  PeerIp: '192.0.2.130',
  Name: 'branch',
  RemoteSubnet: '172.28.0.0/20',
  VpnGateway: 'logistics-gateway',
};

test.each([
  ['en', 'VpnConnectionId of step 2', 'CustomerGatewayId of step 1'],
  ['zh', '第 2 步的 VpnConnectionId', '第 1 步的 CustomerGatewayId'],
] as const)('what an earlier step makes is spoken of in words, in %s', async (language, connection, gateway) => {
  const stage = await startStage({ guard: { language } });
  const { reply, questions } = await stage.run(ConnectSite, branch);
  const message = questions[0]?.message ?? '';
  expect(message).toContain(connection);
  expect(message).toContain(gateway);
  expect(message).not.toMatch(/\d\.(?:VpnConnection|CustomerGateway)Id/);
  // Afterwards the ID is known, and stands in the way back.
  expect(JSON.stringify(reply.Steps)).not.toContain(connection);
  expect(JSON.stringify(reply.Steps)).toMatch(/"Undo":"[^"]*vco-/);
});
