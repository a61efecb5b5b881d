import { expect, test } from 'vitest';
import { SwitchRoutes } from '../../../src/tools/switch/switch-routes.ts';
import { pathsIn, startMoves, worldWith } from './moves.ts';

test.each([
  ['halves', 'guide', ['main', 'backup+main', 'backup']],
  ['single', 'public', ['main', 'main', 'main?', 'backup']],
] as const)('the public cloud, %s, weights as %s: %j', async (table, weight_contract, expected) => {
  const { go, bench, trace } = await startMoves({ world: worldWith(table, { kind: 'public', weight_contract }) });
  expect((await go()).State).toBe('done');
  // Before a call that has one comes its dry run, which changes nothing.
  expect([...new Set(trace)]).toEqual([...new Set(expected)]);
  expect(await pathsIn(bench)).toBe('backup');
});

test('the plan that is shown without asking tells the same first', async () => {
  const { bench, go } = await startMoves({ world: worldWith('halves') });
  const call = bench.call({ tool: 'PlanChange' });
  const planned = await call.plan?.((invoke, planning) => SwitchRoutes.run({ To: 'plant-backup' }, planning, invoke));
  expect(planned?.text).toMatch(/^Moves 172\.20\.0\.0\/16 from plant-main \(vco-plant0001\) to plant-backup/);
  expect(await bench.writes()).toEqual([]);
  const { questions } = await go();
  expect(questions[0]).toContain(planned?.text.split('\n')[0]);
});
