import { expect, it } from 'vitest';
import { CreateVpnConnection } from '../../../src/catalogue/actions/vpn-connection.ts';
import { schemaOn } from '../../../src/catalogue/schema/platform-rows.ts';
import { newConnection, strongest } from '../../../src/tools/sites/tunnel-settings.ts';

const ends = {
  ...{ RegionId: 'cn-test', VpnGatewayId: 'vpn-1', LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.16.0.0/16' },
  Name: 'plant',
};

it.each(['stack', 'public'] as const)('on %s a connection is what its own call takes', (platform) => {
  const one = newConnection({ ...ends, peers: ['cgw-1'], check: { dip: '172.16.0.1', sip: '10.0.0.1' } }, platform);
  expect(schemaOn(platform, CreateVpnConnection.input).safeParse(one).success).toBe(true);
  expect(one).toMatchObject({ AutoConfigRoute: false, HealthCheckConfig: { enable: true, dip: '172.16.0.1' } });
});

it('two peers make two tunnels, with nothing beside them that is of one', () => {
  const two = newConnection({ ...ends, peers: ['cgw-1', 'cgw-2'] }, 'public');
  expect(schemaOn('public', CreateVpnConnection.input).safeParse(two).success).toBe(true);
  expect(two.TunnelOptionsSpecification).toMatchObject([
    { Role: 'master', CustomerGatewayId: 'cgw-1', TunnelIkeConfig: { Psk: { generate: true } } },
    { Role: 'slave', CustomerGatewayId: 'cgw-2' },
  ]);
});

it('the hash is the best that the platform is known to have', () => {
  expect([strongest('stack').ike.IkeAuthAlg, strongest('public').ipsec.IpsecAuthAlg]).toEqual(['sha1', 'sha256']);
});
