import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { gotIn, readProofs } from '../../../src/tools/users/proof-of-use.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { heldOf } from './samples.ts';

const inside = '198.18.0.9:50100 [vsc-lin] Peer Connection Initiated with [AF_INET]198.18.0.9:50100';
const refused = '198.18.0.9:50100 VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-lin';

describe('a line of the log', () => {
  it.each([
    ['of somebody who got in', inside, true],
    ['of somebody who was refused', refused, false],
    ['of another certificate', inside.replace('vsc-lin', 'vsc-lin-2'), false],
  ])('%s proves what it proves', (_, line, proves) => {
    expect(gotIn([line], 'vsc-lin')).toBe(proves);
  });
});

describe('the proof that a certificate is used', () => {
  const held = [heldOf('lin'), heldOf('bob')];

  it('is the cloud’s list of clients, or the log', async () => {
    const { invoke, asked } = fakeInvoke(() => ({ Data: [inside], IsCompleted: true, TotalCount: 1, Count: 1 }));
    const client = { cn: 'vsc-bob', address: '', ip: '', sinceMs: 0, sent: 0, received: 0 };
    const online = new Map([['vpn-1', { clients: [client], isWhole: true }]]);
    expect(Object.fromEntries(await readProofs(invoke, testCall(), held, online))).toEqual({
      'vsc-bob': 'connected now',
      'vsc-lin': 'got in, by the log',
    });
    expect(asked).toHaveLength(1);
  });

  it('is none where the log cannot be read', async () => {
    const { invoke } = fakeInvoke(() => {
      throw new CloudError(
        { Action: 'a', Code: 'Forbidden', Message: 'no', HttpStatus: 403, OutcomeKnown: true } as never,
        'no',
        'ask',
      );
    });
    expect(await readProofs(invoke, testCall(), held, new Map())).toEqual(new Map());
  });
});
