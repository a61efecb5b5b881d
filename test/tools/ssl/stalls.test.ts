import { expect, it } from 'vitest';
import { STAGES } from '../../../src/tools/ssl/attempts.ts';
import * as stalls from '../../../src/tools/ssl/stalls.ts';

const { NEITHER_HEARD, OF_SERVER, QUIET, SMALL_ONLY, stallOf, TURNED_AWAY } = stalls;

it.each([
  ['nothing', 'packets-lost'],
  ['answered', 'mtu'],
  ['verified', 'cert-deleted'],
  ['keyed', 'pool-exhausted'],
] as const)('a client that stalled at %s: %s before all', (stage, id) => {
  expect(stallOf('client', stage)?.causes[0]?.[0]).toBe(id);
});

it('a session that stands has no suspects', () => {
  expect([stallOf('client', 'up'), stallOf('server', 'up')]).toEqual([undefined, undefined]);
});

it('one side alone never makes more than a guess, both together a likely cause and no proof', () => {
  const alone = [QUIET, TURNED_AWAY, OF_SERVER, ...STAGES.flatMap((stage) => stallOf('client', stage) ?? [])];
  for (const { causes } of alone) for (const [, confidence] of causes) expect(confidence).toBeLessThan(0.5);
  for (const { causes } of [NEITHER_HEARD, SMALL_ONLY]) expect(causes[0]?.[1]).toBe(0.7);
});

it('suspects stand in the order of their confidence', () => {
  for (const { causes } of [QUIET, TURNED_AWAY, OF_SERVER, NEITHER_HEARD, SMALL_ONLY]) {
    const sure = causes.map(([, confidence]) => confidence);
    expect(sure).toEqual([...sure].sort((a, b) => b - a));
  }
});
