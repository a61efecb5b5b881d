import { expect, test } from 'vitest';
import type { Action } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from './bench.ts';

const patch = {
  'vpn-hq0001.BusinessStatus': 'FinancialLocked',
  'vpn-wh0001.BusinessStatus': 'FinancialLocked',
  'vpn-bj0001.BusinessStatus': 'FinancialLocked',
};
const beijing = 'cn-beijing-env12-d01';

const passing: readonly (readonly [Action, Record<string, unknown>])[] = [
  [actions.DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-wh0001' }],
  [actions.DeleteVpnGateway, { RegionId: beijing, VpnGatewayId: 'vpn-bj0001' }],
  [actions.DeleteSslVpnClientCert, { RegionId: region, SslVpnClientCertId: 'vsc-linphone' }],
];

test.each(passing)('$name is asked about on a locked gateway, and the cloud does it', async ({ name }, input) => {
  const [action] = passing.find(([each]) => each.name === name) ?? [];
  const bench = await startBench({ patch });
  const { ask, questions } = agreeable();
  await bench.invoke(action ?? actions.DeleteVpnConnection, input, bench.call({ ask }));
  expect(questions[0]?.message).toContain('locked for overdue payment');
  expect(await bench.writes()).toMatchObject([{ action: name, acted: true }]);
});

const barred: readonly (readonly [Action, Record<string, unknown>])[] = [
  [actions.DeleteSslVpnServer, { RegionId: region, SslVpnServerId: 'vss-hq0001' }],
  [
    actions.ModifyVpnConnectionAttribute,
    { RegionId: region, VpnConnectionId: 'vco-wh0001', RemoteSubnet: '172.31.40.0/23' },
  ],
  [actions.ModifySslVpnServer, { RegionId: region, SslVpnServerId: 'vss-hq0001', Proto: 'TCP' }],
  [
    actions.DeleteVpnRouteEntry,
    {
      ...{ RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' },
      ...{ NextHop: 'vco-plant0001', Weight: 100 },
    },
  ],
];

test.each(barred)('$name is refused on a locked gateway, as the guide has it', async ({ name }, input) => {
  const [action] = barred.find(([each]) => each.name === name) ?? [];
  const bench = await startBench({ patch });
  const { ask, questions } = agreeable();
  const asked = bench.invoke(action ?? actions.DeleteSslVpnServer, input, bench.call({ ask }));
  expect((await refusalOf(asked)).message).toContain('locked for overdue payment');
  expect(questions).toEqual([]);
  // The cloud says the same: the guard refuses nothing that it would do.
  const direct = bench.client.invoke(action ?? actions.DeleteSslVpnServer, input, bench.call());
  await expect(direct).rejects.toMatchObject({ code: 'VpnGateway.FinancialLocked' });
});
