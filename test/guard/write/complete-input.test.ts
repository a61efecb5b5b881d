import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, region, startBench } from '../bench.ts';

const wish = { RegionId: region, VpnConnectionId: 'vco-wh0001', IkeConfig: { Psk: { generate: true as const } } };

test('the file of a new key is named after the target and its fingerprint', async () => {
  const { invoke, call, secrets, secretsDir, state } = await startBench();
  const done = await invoke(actions.ModifyVpnConnectionAttribute, wish, call(agreeable()));
  const [name = ''] = secrets();
  expect(name).toBe(`psk-vco-wh0001-${String(Object(done.IkeConfig?.Psk).Fingerprint)}.txt`);
  const live = (await state())['connections']?.find(({ VpnConnectionId }) => VpnConnectionId === 'vco-wh0001');
  expect(Object(live?.['IkeConfig']).Psk).toBe(readFileSync(join(secretsDir, name), 'utf8').trim());
});

test('no key is made for a call that is refused', async () => {
  const { invoke, call, secrets } = await startBench();
  const { ask } = agreeable();
  const decline = { ...ask, put: async () => ({ action: 'decline' as const, content: {}, seal: '' }) };
  await expect(invoke(actions.ModifyVpnConnectionAttribute, wish, call({ ask: decline }))).rejects.toThrow('said no');
  expect(secrets()).toEqual([]);
});
