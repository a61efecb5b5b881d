import { expect, it } from 'vitest';
import { createSteps, renewalLines, renewalsOf, withProofs } from '../../../src/tools/users/renewal.ts';
import { heldOf } from './samples.ts';

const now = Date.UTC(2027, 5, 1);
const fresh = heldOf('lin-2027', { createdMs: 1, endMs: now * 2 });
const [lin, bob] = [heldOf('lin'), heldOf('bob')];

it('only those without a successor get a new certificate, each under a name of its own', () => {
  const twin = heldOf('lin', { id: 'vsc-twin' });
  const renewals = renewalsOf([lin, twin, bob], [lin, twin, bob, fresh]);
  expect(renewals.map(({ successor }) => successor?.id)).toEqual(['vsc-lin-2027', undefined, undefined]);
  expect(createSteps(renewals, [lin, twin, bob, fresh], now).map(({ input }) => input)).toEqual([
    { RegionId: 'cn-1', SslVpnServerId: 'vss-1', Name: 'lin-2027-2' },
    { RegionId: 'cn-1', SslVpnServerId: 'vss-1', Name: 'bob-2027' },
  ]);
});

it('where each stands is told', () => {
  const renewals = renewalsOf([lin, bob], [lin, bob, fresh]);
  expect(renewalLines(renewals).map(({ State }) => State)).toEqual(['waits for people', 'to do']);
  const proven = withProofs(renewals, new Map([['vsc-lin-2027', 'connected now']]));
  expect(renewalLines(proven)[0]).toEqual({
    What: 'lin (vsc-lin), ends 1971-01-01: lin-2027 (vsc-lin-2027) is in use (connected now); the old one can go',
    State: 'to do',
  });
});
