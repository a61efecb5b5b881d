import { expect, it } from 'vitest';
import { gather } from '../../../src/tools/moves/copy-ends.ts';
import { standingOf } from '../../../src/tools/moves/copy-standing.ts';
import { startSites } from '../sites/site-bench.ts';
import { connection } from '../sites/site-rows.ts';

const standing = async (change: object) => {
  const bench = await startSites();
  const wish = { VpnConnectionId: 'plant-main', VpnGateway: 'logistics-gateway' };
  const copying = await gather(wish, bench.call(), bench.invoke);
  return standingOf({ ...copying, ...change }, bench.invoke, bench.call());
};

const copy = { ...connection, VpnConnectionId: 'vco-copy', VcoHealthCheck: { Enable: 'false' } };

it('before the copy is made, it is what is to do', async () => {
  const { board, next } = await standing({});
  expect(board.map(({ State }) => State)).toEqual(['done', 'to do']);
  expect(next).toEqual([]);
});

it('afterwards its routes and its health check are proposed, and nobody else makes them', async () => {
  const { board, next } = await standing({ copy });
  expect(board.at(-1)).toEqual({ What: 'routes and health check of the copy, see Next', State: 'waits for people' });
  expect(next.join('\n')).toMatch(/CreateVpnRouteEntry .*"NextHop":"vco-copy","Weight":100/);
  expect(next.join('\n')).toMatch(/ModifyVpnConnectionAttribute .*"sip":"\(an address of LocalSubnet\)"/);
});
