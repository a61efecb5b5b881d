import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Ask } from '../../../src/catalogue/invoke.ts';
import { agreeable, refusalOf, startBench } from '../bench.ts';

const { CreateSslVpnServer } = actions;
const server = { VpnGatewayId: 'vpn-hq0001', LocalSubnet: '10.10.0.0/16', Name: 'guests' };

describe('the addresses that a new SSL-VPN server gives to its clients', () => {
  test.each([
    ['lie where a live route leads', '172.20.0.0/16', /to which the route 172\.20\.0\.0\/16 through/],
    ['lie inside what a live route leads to', '172.20.8.0/24', /to which the route 172\.20\.0\.0\/16 through/],
    ['are a network of the VPC', '10.10.128.0/24', /overlaps 10\.10\.0\.0\/16 of/],
  ])('%s: a person is asked, and is told why first', async (_, ClientIpPool, reason) => {
    const bench = await startBench();
    const plan = await bench.plan(CreateSslVpnServer, { ...server, ClientIpPool });
    expect(plan.Risk).toBe('disrupt');
    expect(plan.BlastRadius[0]).toMatch(reason);
    await refusalOf(bench.invoke(CreateSslVpnServer, { ...server, ClientIpPool }, bench.call()));
    expect(await bench.writes()).toEqual([]);
  });

  test('are nobody\u2019s: nobody is asked', async () => {
    const bench = await startBench();
    const plan = await bench.plan(CreateSslVpnServer, { ...server, ClientIpPool: '192.168.199.0/24' });
    expect([plan.Risk, plan.BlastRadius]).toEqual(['write', []]);
  });

  test('are not known to be nobody\u2019s: a person is asked, and is told that first', async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnRouteEntries', times: 99 });
    const plan = await bench.plan(CreateSslVpnServer, { ...server, ClientIpPool: '192.168.199.0/24' });
    expect(plan.Risk).toBe('disrupt');
    expect(plan.BlastRadius[0]).toMatch(/^Not known: the route tables/);
  });

  test('are approved as they were shown: a route that comes in between voids the yes', async () => {
    const bench = await startBench();
    const { ask: agreed, questions } = agreeable();
    const ask: Ask = {
      ...agreed,
      put: async (question) => {
        await bench.patch({ 'vss-hq0001.ClientIpPool': '172.20.9.0/24' });
        return agreed.put(question);
      },
    };
    const ClientIpPool = '172.20.8.0/23';
    const refused = await refusalOf(bench.invoke(CreateSslVpnServer, { ...server, ClientIpPool }, bench.call({ ask })));
    expect(questions).toHaveLength(1);
    expect(refused.message).toMatch(/changed/);
    expect(await bench.writes()).toEqual([]);
  });
});
