import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, startBench } from '../bench.ts';

// A call that changes nothing but these is sent all the same.

const RegionId = 'cn-hangzhou';
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

test('a change of propagation alone is sent, and the plan says what enters or leaves the VPC', async () => {
  const bench = await startPublic();
  const [gatewayId = ''] = ['vpn-data0001'];
  const live = (await bench.state())['gateways']?.find(({ VpnGatewayId }) => VpnGatewayId === gatewayId);
  const AutoPropagate = !(live?.['AutoPropagate'] === true);
  const change = { RegionId, VpnGatewayId: gatewayId, AutoPropagate };
  const summary = await bench.plan(actions.ModifyVpnGatewayAttribute, change);
  expect(summary).toMatchObject({ Risk: 'disrupt', Changes: [{ Field: 'AutoPropagate', After: AutoPropagate }] });
  expect(summary.BlastRadius.join(' ')).toMatch(/Routes that BGP (brings enter|brought leave) the route tables/);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, change, bench.call(agreeable()));
  const again = await bench.invoke(actions.ModifyVpnGatewayAttribute, change, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
  expect(await bench.writes()).toHaveLength(1);
});

test('a BGP key alone is sent, names the sessions that drop, and appears nowhere', async () => {
  const bench = await startPublic();
  const rows = (await bench.state())['connections'] ?? [];
  expect(rows.length).toBeGreaterThan(0);
  const change = { RegionId, CustomerGatewayId: 'cgw-lyon0001', AuthKey: 'FAKEbgp-canary1' };
  const summary = await bench.plan(actions.ModifyCustomerGatewayAttribute, change);
  expect(summary.Changes.map(({ Field }) => Field)).toEqual(['AuthKey']);
  expect(summary.BlastRadius.join(' ')).toContain('BGP sessions with this peer end');
  expect(summary.BlastRadius.join(' ')).toContain('lyon0001');
  await bench.invoke(actions.ModifyCustomerGatewayAttribute, change, bench.call(agreeable()));
  expect((await bench.writes())[0]?.parameters['AuthKey']).toBe('FAKEbgp-canary1');
  expect(JSON.stringify([summary, bench.audit(), bench.logged])).not.toContain('FAKEbgp-canary1');
});
