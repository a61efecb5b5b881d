import { expect, it } from 'vitest';
import { movedStanding } from '../../../src/tools/moves/move-board.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connection, region, route, twoTunnels } from '../sites/site-rows.ts';

const { invoke } = fakeInvoke(() => ({}));
const standing = (change: object, ends: { freshId: string | undefined; oldId?: string }) =>
  movedStanding(region(change), ends, invoke, testCall());

it('a connection at the new address is done when it is up', async () => {
  expect(await standing({}, { freshId: 'cgw-1' })).toMatchObject({ board: [{ State: 'done' }], next: [] });
  expect(await standing({}, { freshId: undefined })).toEqual({ board: [], next: [] });
});

it('of two tunnels only the one that was moved is waited for', async () => {
  const pair = twoTunnels({ Status: 'ike_sa_not_established' });
  expect(await standing({ connections: [pair] }, { freshId: 'cgw-2' })).toMatchObject({ board: [{ State: 'done' }] });
  const waiting = await standing({ connections: [pair] }, { freshId: 'cgw-1' });
  expect(waiting).toMatchObject({ board: [{ State: 'waits for people' }] });
  expect(waiting.next.join()).toContain('MovePeer');
});

it('a connection that has a tunnel to the old peer is not there yet', async () => {
  expect((await standing({ connections: [twoTunnels()] }, { freshId: 'cgw-2', oldId: 'cgw-1' })).board).toEqual([]);
});

it('a route that was left at weight 0 is told with the call that makes it the active one', async () => {
  const { next } = await standing(
    { connections: [connection], routes: [{ ...route, Weight: 0 }] },
    { freshId: 'cgw-1' },
  );
  expect(next.join()).toMatch(/172\.16\.0\.0\/16 of vco-1 has weight 0.*ModifyVpnRouteEntryWeight.*"NewWeight":100/);
});
