import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { DiagnoseTunnel } from '../../../src/tools/diagnosis/diagnose-tunnel.ts';
import { agreeable, startBench } from '../bench.ts';

test('a diagnosis knows what was changed through this server a moment ago, by another process too', async () => {
  const bench = await startBench();
  const { ask } = agreeable();
  const VpnConnectionId = 'vco-wh0001';
  const verdict = async (guard: typeof bench.guard): Promise<string> =>
    (await DiagnoseTunnel.run({ VpnConnectionId }, bench.callOn(guard), guard.invoke)).Verdict;
  expect(await verdict(bench.guard)).not.toContain('Changed through');
  const IkeConfig = { IkeEncAlg: 'aes192' as const };
  await bench.invoke(actions.ModifyVpnConnectionAttribute, { VpnConnectionId, IkeConfig }, bench.call({ ask }));
  for (const guard of [bench.guard, bench.makeGuard()])
    expect(await verdict(guard)).toMatch(/Changed through this server at \d\d:\d\d UTC: IkeConfig\.IkeEncAlg\. Give/);
});
