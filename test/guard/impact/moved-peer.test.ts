import { expect, test } from 'vitest';
import { completeConnection } from '../../../src/guard/connection/complete.ts';
import { assessMovedPeers } from '../../../src/guard/impact/moved-peer.ts';
import type { CustomerGateway, LiveState } from '../../../src/guard/plan/live-state.ts';
import { planMessages } from '../../../src/guard/plan/messages.ts';
import type { Seen } from '../../../src/guard/plan/seen.ts';
import { twoTunnels } from '../connection/two-tunnels.ts';
import { noHistory } from '../planned-write.ts';

const found: Seen<CustomerGateway> = { found: { CustomerGatewayId: 'cgw-9', IpAddress: '192.0.2.9' } };

const moved = (to: string, seen: Seen<CustomerGateway> = found, more: object = {}) => {
  const input = {
    VpnConnectionId: 'vco-1',
    TunnelOptionsSpecification: [{ Role: 'slave', CustomerGatewayId: to, ...more }],
  };
  const live = twoTunnels();
  // Only customer gateways are read.
  const liveState = { customerGateway: async () => seen } as unknown as LiveState;
  return assessMovedPeers(input, live, completeConnection(input, live), liveState, noHistory);
};

test('the same customer gateway is no move', async () => {
  expect(await moved('cgw-2')).toEqual({ affected: [], warnings: [] });
});

test('another one is told with its address, and with the identity that stays', async () => {
  const { affected, warnings, refusal } = await moved('cgw-9');
  expect(affected).toEqual([expect.objectContaining({ text: planMessages.peerMoves })]);
  expect(affected[0]?.values).toMatchObject({ before: 'cgw-2', after: 'cgw-9', ip: '192.0.2.9' });
  expect(warnings.map(({ text }) => text)).toEqual([planMessages.identityStays]);
  expect(refusal).toBeUndefined();
  expect((await moved('cgw-9', found, { TunnelIkeConfig: { RemoteId: '192.0.2.9' } })).warnings).toEqual([]);
});

test('one that is not there is refused, one that was not read is told', async () => {
  expect((await moved('cgw-9', { missing: true })).refusal?.text).toBe(planMessages.gone);
  const { affected, refusal } = await moved('cgw-9', { unread: 'Forbidden' });
  expect(refusal).toBeUndefined();
  expect(affected.map(({ text }) => text)).toContain(planMessages.unread);
});
