import { expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

// A plan is read before every change, by people and by models: its words say each fact once. The data beside them is the
// longer one, and whoever reads only the words must not miss a fact of it.

const route = { VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001' };
const fresh = { ...route, RouteDest: '172.21.0.0/16', Weight: 100, PublishVpc: true };
const server = { SslVpnServerId: 'vss-hq0001' };
const connection = { VpnConnectionId: 'vco-plant0001' };

/** A plan of every kind of write, with what its words must say. */
const writes = [
  ['CreateVpnGateway', { VpcId: 'vpc-hq0001', Bandwidth: 10 }, ['costs money', 'Bandwidth=10', 'DeleteVpnGateway']],
  ['DeleteVpnGateway', { VpnGatewayId: 'vpn-hq0001' }, ['deletes', 'vco-plant0002', '203.0.113.10', 'Is refused']],
  ['ModifyVpnGatewayAttribute', { VpnGatewayId: 'vpn-hq0001', Name: 'hq-2' }, ['hq-gateway -> hq-2', 'Asks nobody']],
  ['CreateCustomerGateway', { IpAddress: '203.0.113.77' }, ['IpAddress=203.0.113.77', 'DeleteCustomerGateway']],
  ['DeleteCustomerGateway', { CustomerGatewayId: 'cgw-old0001' }, ['CreateCustomerGateway', 'IpAddress=192.0.2.77']],
  ['CreateVpnRouteEntry', fresh, ['nothing says that the peer has it', 'own route table', '(100, published)']],
  [
    'ModifyVpnRouteEntryWeight',
    { ...route, Weight: 100, NewWeight: 0 },
    ['or stop', 'vco-plant0002', 'Weight: 100 -> 0'],
  ],
  ['DeleteVpnRouteEntry', { ...route, Weight: 100 }, ['likely moves', 'vco-plant0002', 'PublishVpc=true']],
  ['PublishVpnRouteEntry', { ...route, RouteType: 'dbr', PublishVpc: false }, ['stays published', 'PublishVpc=true']],
  [
    'ModifyVpnConnectionAttribute',
    { ...connection, IkeConfig: { IkePfs: 'group5' } },
    ['stops until', 'the rest of IkeConfig'],
  ],
  ['DeleteVpnConnection', connection, ['for good', 'lead nowhere', 'IkePfs=group14', 'fingerprint', 'Asks a person']],
  ['ModifySslVpnServer', { ...server, Port: 1195 }, ['drop: 4', 'new client file', 'Port: 1194 -> 1195', 'Port=1194']],
  ['DeleteSslVpnServer', server, ['vsc-receptionkiosk', 'every user needs a new one', 'ClientIpPool=10.99.0.0/24']],
  ['CreateSslVpnClientCert', { ...server, Name: 'zed' }, ['private key gets in', 'DeleteSslVpnClientCert']],
  ['DeleteSslVpnClientCert', { SslVpnClientCertId: 'vsc-linphone' }, ['but all', 'cannot be brought back']],
] as const;

it('the words of plans are short beside their data, and say who, where, what, and how to go back', async () => {
  const { agent } = await startWorld();
  let words = 0;
  let data = 0;
  for (const [Tool, Arguments, facts] of writes) {
    const plan = await agent.call('PlanChange', { Tool, Arguments });
    words += plan.text.length;
    data += JSON.stringify(plan.data).length;
    expect([Tool, plan.text]).toEqual([
      Tool,
      expect.stringMatching(/^\w+ \(.+\): .*cn-qingdao-env17-d01, SAND…0001\n/),
    ]);
    expect([Tool, facts.filter((fact) => !plan.text.includes(fact))]).toEqual([Tool, []]);
  }
  expect(words / data).toBeLessThan(0.55);
});
