import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, region, startBench } from '../bench.ts';

const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

test.each([
  ['that the target is protected', { protect: ['plant-*'] }, '(--protect plant-*)'],
  ['that it only reads', { readOnly: true }, 'This server only reads'],
] as const)('a plan tells first what this server would say to the call: %s', async (_, guard, words) => {
  const { plan } = await startBench({ guard });
  expect((await plan(actions.DeleteVpnConnection, plantMain)).Foreseen[0]).toContain(words);
});

test('a plan tells that there were too many deletes', async () => {
  const { plan, invoke, call } = await startBench({ guard: { deleteLimit: { deletes: 1, minutes: 10 } } });
  expect((await plan(actions.DeleteVpnConnection, plantMain)).Foreseen).toEqual([]);
  const certificate = { RegionId: region, SslVpnClientCertId: 'vsc-linphone' };
  await invoke(actions.DeleteSslVpnClientCert, certificate, call(agreeable()));
  expect((await plan(actions.DeleteVpnConnection, plantMain)).Foreseen[0]).toContain('Too many deletes');
});
