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

test('a list is read from token to token', async () => {
  const seen = await reads(({ NextToken }) =>
    NextToken === 't2' ? { TagResources: [row('b')] } : { TagResources: [row('a')], NextToken: 't2' },
  )?.tags('VPNGATEWAY', ['vpn-1']);
  expect(seen).toEqual({ found: [row('a'), row('b')] });
});

test('a list without an end is not read', async () => {
  const seen = await reads(() => ({ TagResources: [row('a')], NextToken: 'again' }))?.tags('VPNGATEWAY', ['vpn-1']);
  expect(seen).toHaveProperty('unread');
});
