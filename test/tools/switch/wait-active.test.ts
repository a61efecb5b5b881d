import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Call, Invoke } from '../../../src/catalogue/invoke.ts';
import { waiting } from '../../../src/tools/switch/wait-active.ts';

const place = { RegionId: 'r', VpnGatewayId: 'vpn-1', from: 'a', to: 'b' };
const call = { progress: () => {} } as unknown as Call;
const step = { action: actions.DeleteVpnRouteEntry, input: {} } as const;

const held = (statuses: readonly string[]) => {
  let at = 0;
  const invoke = (async () => ({ Status: statuses[Math.min(at++, statuses.length - 1)] })) as unknown as Invoke;
  const [first] = waiting([{ ...step, fallback: [step], otherwise: [step] }] as never, place, call, invoke);
  return first;
};

test('a step waits until its gateway is active, and so does what may run in its place', async () => {
  const first = held(['updating', 'updating', 'active']);
  const waits: number[] = [];
  const why = await first?.hold?.(new AbortController().signal, async (ms) => void waits.push(ms));
  expect([why, waits]).toEqual([undefined, [500, 500]]);
  expect(first?.fallback?.[0]?.hold).toBeDefined();
  expect(first?.otherwise?.[0]?.hold).toBeDefined();
});

test('a gateway that stays busy for a minute holds the step back', async () => {
  let waitedMs = 0;
  const pause = async (ms: number): Promise<void> => {
    waitedMs += ms;
  };
  const why = await held(['updating'])?.hold?.(new AbortController().signal, pause);
  expect([why, waitedMs]).toEqual([expect.stringContaining('has not become active'), 60_000]);
});
