import { expect, test } from 'vitest';
import { ConnectSite } from '../../src/tools/sites/connect-site.ts';
import { RetireSite } from '../../src/tools/sites/retire-site.ts';
import { SwitchRoutes } from '../../src/tools/switch/switch-routes.ts';
import { textOf } from '../../src/tools/tool.ts';
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

test('the board of a change that stopped says that it is the planned one, and that of one that is done does not', async () => {
  const stage = await startStage();
  await stage.bench.control('faults', { kind: 'refuse', code: 'OperationFailed.Odd', action: 'DeleteVpnConnection' });
  const { reply } = await stage.run(RetireSite, { Site: 'plant-backup' });
  expect(reply).toMatchObject({
    BoardNote: expect.stringContaining('As planned, before the first step; not read again.'),
  });
  expect(reply.Steps[0]).toMatchObject({ State: 'done' });
  expect(reply.Board[0]).toMatchObject({ State: 'to do' });
  expect(textOf(reply as never)).toMatch(
    /STOPPED[\s\S]*As planned, before the first step[\s\S]*\[to do\] route 172\.20\.0\.0\/16/,
  );
  const last = await stage.run(RetireSite, { Site: 'plant-backup' });
  expect(last.reply.State).toBe('done');
  expect(last.reply).not.toHaveProperty('BoardNote');
});

test('a half that a quota left of a switch is named where the way changes, and goes with the switch back', async () => {
  const stage = await startStage({ patch: { 'platform.quotas': { routes_per_gateway: 3 } } });
  const halves = async () =>
    ((await stage.bench.state())['routes_dbr'] ?? []).filter(({ RouteDest }) => String(RouteDest).endsWith('/17'));
  const first = await stage.run(SwitchRoutes, { To: 'plant-backup' });
  expect(first.reply.Steps.map(({ State }) => State)).toEqual(['done', 'failed']);
  expect(await halves()).toHaveLength(1);
  const second = await stage.run(SwitchRoutes, { To: 'plant-backup' });
  expect(second.reply.State).toBe('done');
  expect(second.questions[0]?.message).toMatch(/LEFT of an earlier attempt.*172\.20\.0\.0\/17 over plant-backup/);
  expect(await halves()).toMatchObject([{ NextHop: 'vco-plant0002' }]);
  expect((await stage.run(SwitchRoutes, { To: 'plant-main', From: 'plant-backup' })).reply.State).toBe('done');
  expect(await halves()).toEqual([]);
});
