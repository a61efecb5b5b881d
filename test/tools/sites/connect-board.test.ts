import { expect, it } from 'vitest';
import { CreateCustomerGateway } from '../../../src/catalogue/actions/customer-gateway.ts';
import { line, type Site, standingOf } from '../../../src/tools/sites/connect-board.ts';
import { step } from '../../../src/tools/sites/read-ground.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { connection, gateway, region, route } from './site-rows.ts';

const { invoke } = fakeInvoke(() => ({}));

const site = (change: Partial<Site> = {}): Site => ({
  wish: { PeerIp: '198.51.100.1', Name: 'plant', RemoteSubnet: '172.16.0.0/16' },
  ground: { region: region(), unread: [] },
  peers: [{ address: '198.51.100.1', id: 'cgw-1', isNew: false }],
  ...{ gateway, local: '10.0.0.0/16', connection, ...change },
});

it('a line is done or to do', () => {
  expect([line('a', true).State, line('a', false).State]).toEqual(['done', 'to do']);
});

it('a site that is up is done', async () => {
  const { board, next } = await standingOf(site(), [], invoke, testCall());
  expect(board.every(({ State }) => State === 'done')).toBe(true);
  expect(next).toEqual([]);
});

it('a route that the VPC does not follow is to do', async () => {
  const routes = [{ ...route, State: 'normal' }];
  const { board } = await standingOf(
    site({ ground: { region: region({ routes }), unread: [] } }),
    [],
    invoke,
    testCall(),
  );
  expect(board).toContainEqual({ What: 'route 172.16.0.0/16, published', State: 'to do' });
});

it('a health check that is another one is to do', async () => {
  const wish = { ...site().wish, CheckTarget: '172.16.0.1', CheckSource: '10.0.0.1' };
  const { board } = await standingOf(site({ wish }), [], invoke, testCall());
  expect(board).toContainEqual({
    What: 'health check of 172.16.0.1: ModifyVpnConnectionAttribute sets it',
    State: 'to do',
  });
});

it('while steps are left the peer waits, and the same call is what comes next', async () => {
  const left = [step(CreateCustomerGateway, { IpAddress: '192.0.2.1' })];
  const { board, next } = await standingOf(site({ connection: undefined }), left, invoke, testCall());
  expect(board.at(-1)).toEqual({ What: 'peer of plant is configured', State: 'waits for people' });
  expect(next.join()).toContain('ConnectSite again');
});
