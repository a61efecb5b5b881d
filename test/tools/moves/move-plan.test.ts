import { describe, expect, it } from 'vitest';
import { MovePeer } from '../../../src/tools/moves/move-peer.ts';
import { startSites } from '../sites/site-bench.ts';

// The second stage of a move with everything that may go wrong at each of its steps: the destination keeps a path, and the same
// call ends it, nothing twice.

const dest = '172.20.0.0/16';
const plant = { CustomerGatewayId: 'cgw-plant0001', NewIp: '198.51.100.9' };
const steps = ['DeleteVpnRouteEntry', 'CreateVpnRouteEntry', 'DeleteVpnConnection', 'DeleteCustomerGateway'] as const;
const made = ['CreateCustomerGateway', 'CreateVpnConnection'] as const;
const faults = [
  { kind: 'refuse', code: 'OperationDenied' },
  { kind: 'refuse', code: 'VpnGateway.Configuring', times: 2 },
  { kind: 'error-before', times: 9 },
  { kind: 'error-after', times: 1 },
  { kind: 'cut-after', times: 1 },
] as const;

const startMove = async (weight_contract = 'guide') => {
  const bench = await startSites({ patch: { 'platform.weight_contract': weight_contract } });
  bench.watch(dest);
  await bench.job(MovePeer, plant);
  const id = String((await bench.state())['connections']?.at(-1)?.['VpnConnectionId']);
  await bench.patch({ [`${id}.Status`]: 'ipsec_sa_established', [`${id}.VcoHealthCheck.Status`]: 'success' });
  return { bench, id };
};

const all = steps.flatMap((action, at) =>
  faults.map((fault) => [at, action, `${fault.kind} ${'code' in fault ? fault.code : ''}`.trim(), fault] as const),
);

/** What is slow is tried at one step. */
const slow = ['error-before', 'refuse VpnGateway.Configuring'];
const cases = all.filter(([at, , what]) => at === 1 || !slow.includes(what));

describe('a move whose step is broken', () => {
  it.each(cases)(
    'at %i (%s, %s) is ended by the same call, with a path all the time',
    async (at, action, _what, fault) => {
      const { bench, id } = await startMove();
      await bench.control('faults', { ...fault, action });
      await bench.job(MovePeer, plant);
      const done = (await bench.acted()).slice(made.length);
      expect(steps.slice(0, done.length)).toEqual(done);
      expect(done.length).toBeGreaterThanOrEqual(at);
      await bench.control('faults', []);
      bench.clock.advance(120_000);
      let last = await bench.job(MovePeer, plant);
      if (last.State !== 'done') last = await bench.job(MovePeer, plant);
      expect(last.board.every((line) => line.startsWith('[done]'))).toBe(true);
      expect(await bench.acted()).toEqual([...made, ...steps]);
      const { routes_dbr = [] } = await bench.state();
      expect(routes_dbr).toContainEqual(
        expect.objectContaining({ RouteDest: dest, NextHop: id, Weight: 100, State: 'published' }),
      );
      expect(bench.lost).toEqual([]);
    },
  );

  it('stops where the new tunnel goes down before its turn', async () => {
    const { bench, id } = await startMove();
    await bench.control('faults', { kind: 'refuse', code: 'OperationDenied', action: 'DeleteVpnConnection' });
    await bench.job(MovePeer, plant);
    await bench.patch({ [`${id}.Status`]: 'ike_sa_not_established' });
    const last = await bench.job(MovePeer, plant);
    expect(last.State).toBe('waits for people');
    expect((await bench.state())['connections']?.map(({ VpnConnectionId }) => VpnConnectionId)).toContain(
      'vco-plant0001',
    );
  });
});
