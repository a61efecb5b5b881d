import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { CHAIN_START } from '../../src/guard/audit.ts';
import { region, soon, startBench } from './bench.ts';

const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };

test('the first write of a process tells which writes of ended processes nobody knows the end of, once', async () => {
  const bench = await startBench();
  const line = JSON.stringify({
    Seq: 1,
    Time: '2026-11-01T00:00:00Z',
    Kind: 'intent',
    Id: 'lost',
    Action: 'DeleteVpnGateway',
    Prev: CHAIN_START,
  });
  writeFileSync(join(bench.stateDir, `audit-20261101T000000000Z-${2 ** 22 + 7}.jsonl`), `${line}\n`);
  const told = () => bench.logged.filter(({ event }) => event.includes('no known outcome'));
  await bench.invoke(actions.DescribeVpnGateways, { RegionId: region }, bench.call());
  expect(told()).toEqual([]);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, rename, bench.call());
  await soon(() => told().length).toBe(1);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, { ...rename, Name: 'again' }, bench.call());
  expect(told()[0]?.facts).toMatchObject({ id: 'lost', action: 'DeleteVpnGateway' });
  expect(told()).toHaveLength(1);
});
