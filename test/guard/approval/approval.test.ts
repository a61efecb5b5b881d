import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Ask } from '../../../src/catalogue/invoke.ts';
import { agreeable, approvalOf, human, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnConnection } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const failing: Ask = { canAsk: true, put: () => Promise.reject(new Error('no form here')) };

// The channels in their order: the form, then the page, then none; the token only where the operator asked for it.
test.each([
  ['a form', 'ask', 'stdio', human(() => ({ action: 'decline' })).ask, { State: 'refused' }],
  ['a form that fails', 'ask', 'stdio', failing, { State: 'approval_required', Url: expect.any(String) }],
  ['no form', 'ask', 'stdio', undefined, { State: 'approval_required', Url: expect.any(String) }],
  [
    'a form that cannot be shown',
    'ask',
    'stdio',
    { ...failing, canAsk: false },
    { State: 'approval_required', Url: expect.any(String) },
  ],
  [
    'a form, but the page is wanted',
    'page',
    'stdio',
    agreeable().ask,
    { State: 'approval_required', Url: expect.any(String) },
  ],
  [
    'a form, but tokens are wanted',
    'token',
    'stdio',
    agreeable().ask,
    { State: 'approval_required', Approval: expect.any(String) },
  ],
  ['a shell without a terminal', 'ask', 'shell', { ...failing, canAsk: false }, { State: 'refused' }],
] as const)('with %s', async (_, confirm, transport, ask, expected) => {
  const { invoke, call, writes } = await startBench({ guard: { confirm, transport } });
  const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ transport, ...(ask && { ask }) })));
  expect(approvalOf(refused)).toMatchObject(expected);
  expect(await writes()).toEqual([]);
});

test('without any approval channel the refusal says how to get one', async () => {
  const { invoke, call } = await startBench({ guard: { transport: 'shell' } });
  const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ transport: 'shell' })));
  expect(refused.message).toContain('no way to ask');
  expect(refused.remedy).toContain('--confirm page');
});

test('an aborted call asks nobody', async () => {
  const { invoke, call } = await startBench();
  const { ask, questions } = agreeable();
  await expect(
    invoke(DeleteVpnConnection, plantMain, call({ ask, signal: AbortSignal.abort(new Error('gone')) })),
  ).rejects.toThrow('gone');
  expect(questions).toEqual([]);
});
