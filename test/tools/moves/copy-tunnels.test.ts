import { expect, it } from 'vitest';
import { copiedTunnels, tunnelArguments } from '../../../src/tools/moves/copy-tunnels.ts';
import { connection, gateway, twoTunnels } from '../sites/site-rows.ts';

const single = { ...gateway, VpnGatewayId: 'vpn-9', InternetIp: '203.0.113.90' };
const dual = { ...single, DisasterRecoveryInternetIp: '203.0.113.91' };

const idsOf = (source: typeof connection, to: typeof gateway) =>
  copiedTunnels(source, { from: gateway, to }, 'public').map(({ peer, ike }) => `${peer} ${ike['LocalId']}`);

it('there are as many tunnels as the gateway has addresses, each with its own identity', () => {
  expect(idsOf(connection, single)).toEqual(['cgw-1 203.0.113.90']);
  expect(idsOf(connection, dual)).toEqual(['cgw-1 203.0.113.90', 'cgw-1 203.0.113.91']);
  expect(idsOf(twoTunnels(), single)).toEqual(['cgw-1 203.0.113.90']);
  expect(idsOf(twoTunnels(), dual)).toEqual(['cgw-1 203.0.113.90', 'cgw-2 203.0.113.91']);
});

it('an identity that is no address is kept, and told', () => {
  const named = { ...connection, IkeConfig: { ...connection.IkeConfig, LocalId: 'cloud.example' } };
  const [tunnel] = copiedTunnels(named, { from: gateway, to: single }, 'stack');
  expect(tunnel).toMatchObject({ ike: { LocalId: 'cloud.example' }, keptId: 'cloud.example' });
});

it('one tunnel is told beside its connection, two inside it', () => {
  const argumentsOf = (to: typeof gateway) =>
    tunnelArguments(copiedTunnels(connection, { from: gateway, to }, 'public'), (peer) => `${peer}-there`);
  expect(argumentsOf(single)).toMatchObject({ CustomerGatewayId: 'cgw-1-there', IkeConfig: { IkeVersion: 'ikev2' } });
  expect(argumentsOf(dual)).toMatchObject({ TunnelOptionsSpecification: [{ Role: 'master' }, { Role: 'slave' }] });
});
