import { expect, test } from 'vitest';
import type { Action } from '../../../src/catalogue/action.ts';
import type { Call, Invoke } from '../../../src/catalogue/invoke.ts';
import { createLiveState } from '../../../src/guard/plan/live-state.ts';

const call = { platform: 'public', signal: new AbortController().signal } as unknown as Call;
const row = (TagKey: string) => ({ ResourceId: 'vpn-1', ResourceType: 'VPNGATEWAY', TagKey, TagValue: 'x' });

const reads = (answer: (input: Readonly<Record<string, unknown>>) => unknown) => {
  const invoke = (async (_action: Action, input: Readonly<Record<string, unknown>>) =>
    answer(input)) as unknown as Invoke;
  return createLiveState(invoke, call, 'cn-a').publicReads;
};

test('tags are read once for the same things', async () => {
  let asked = 0;
  const eyes = reads(() => {
    asked += 1;
    return { TagResources: [row('a')] };
  });
  expect(await eyes?.tags('VPNGATEWAY', ['vpn-1'])).toEqual({ found: [row('a')] });
  await eyes?.tags('VPNGATEWAY', ['vpn-1']);
  expect(asked).toBe(1);
});

test('a list that goes on is not taken for whole', async () => {
  const seen = await reads(() => ({ TagResources: [row('a')], NextToken: 'more' }))?.tags('VPNGATEWAY', ['vpn-1']);
  expect(seen).toMatchObject({ unread: expect.anything(), some: [row('a')] });
});
