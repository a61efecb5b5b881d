import { describe, expect, test } from 'vitest';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import { untilUp } from '../../../src/tools/subnets/hold.ts';
import { linksOf } from '../../../src/tools/subnets/links.ts';
import { startBench } from '../../guard/bench.ts';
import { connectionOf } from '../../support/subnet-sample.ts';

const [link] = linksOf([connectionOf('vco-1')], []);
const UP = 'ipsec_sa_established';
const DOWN = 'ipsec_sa_not_established';

/** Holds a step back while looks give these statuses, the last one again and again. */
const held = async (statuses: readonly (string | Error)[], holdMs?: number) => {
  const bench = await startBench();
  let looks = 0;
  const invoke = (async () => {
    const status = statuses[Math.min(looks, statuses.length - 1)];
    looks += 1;
    if (status instanceof Error) throw status;
    return { Status: status };
  }) as unknown as Invoke;
  if (!link) throw new Error('no link');
  const call = bench.call(holdMs === undefined ? {} : { holdMs });
  const why = await untilUp(link, 'r', 'the other one', call, invoke)(new AbortController().signal, async () => {});
  return { why, looks };
};

describe('the next step', () => {
  test.each([
    ['may come after two looks that see it up', [UP], 2],
    ['waits for one that comes up late', [DOWN, DOWN, UP], 4],
    ['is not fooled by the status of before', [UP, DOWN, UP], 4],
    ['bears a look that fails', [new Unreachable({ host: 'h', phase: 'read', outcomeKnown: true }, 'x', 'y'), UP], 3],
  ])('%s', async (_, statuses, looks) => {
    expect(await held(statuses)).toEqual({ why: undefined, looks });
  });

  test('must not come after a minute without it, and that is said', async () => {
    const { why, looks } = await held([DOWN]);
    expect(looks).toBe(30);
    expect(why).toContain('vco-1-name (vco-1) is not up again (ipsec_sa_not_established)');
    expect(why).toContain('the other one is left as it is');
  });

  test('keeps nobody waiting who hears nothing', async () => {
    expect((await held([DOWN], 45_000)).looks).toBe(11);
  });
});
