import { expect, test } from 'vitest';
import { type Risk, riskOf, worstRisk } from '../../src/catalogue/action.ts';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { disruptUnlessOnly, isScope, SCOPES, scopeFor, writeUnlessTrafficMoves } from '../../src/catalogue/risk.ts';
import { samples } from './samples.ts';

/** What each action is at least with its least input, and at worst. */
const expected: Readonly<Record<ActionName, readonly [least: Risk, worst: Risk]>> = {
  CreateVpnGateway: ['disrupt', 'disrupt'],
  ModifyVpnGatewayAttribute: ['write', 'disrupt'],
  DescribeVpnGateways: ['read', 'read'],
  DescribeVpnGateway: ['read', 'read'],
  DeleteVpnGateway: ['destroy', 'destroy'],
  DescribeRegions: ['read', 'read'],
  CreateCustomerGateway: ['write', 'write'],
  ModifyCustomerGatewayAttribute: ['write', 'disrupt'],
  DescribeCustomerGateways: ['read', 'read'],
  DescribeCustomerGateway: ['read', 'read'],
  DeleteCustomerGateway: ['destroy', 'destroy'],
  CreateVpnRouteEntry: ['write', 'disrupt'],
  ModifyVpnRouteEntryWeight: ['disrupt', 'disrupt'],
  DeleteVpnRouteEntry: ['destroy', 'destroy'],
  DescribeVpnRouteEntries: ['read', 'read'],
  PublishVpnRouteEntry: ['write', 'disrupt'],
  CreateVpnPbrRouteEntry: ['write', 'disrupt'],
  ModifyVpnPbrRouteEntryWeight: ['disrupt', 'disrupt'],
  DeleteVpnPbrRouteEntry: ['destroy', 'destroy'],
  DescribeVpnPbrRouteEntries: ['read', 'read'],
  CreateVpnConnection: ['write', 'disrupt'],
  ModifyVpnConnectionAttribute: ['write', 'disrupt'],
  DescribeVpnConnections: ['read', 'read'],
  DescribeVpnConnection: ['read', 'read'],
  DownloadVpnConnectionConfig: ['read', 'read'],
  DeleteVpnConnection: ['destroy', 'destroy'],
  CreateSslVpnServer: ['write', 'write'],
  ModifySslVpnServer: ['write', 'disrupt'],
  DescribeSslVpnServers: ['read', 'read'],
  DescribeVpnSslServerLogs: ['read', 'read'],
  DeleteSslVpnServer: ['destroy', 'destroy'],
  CreateSslVpnClientCert: ['write', 'write'],
  ModifySslVpnClientCert: ['write', 'write'],
  DescribeSslVpnClientCerts: ['read', 'read'],
  DescribeSslVpnClientCert: ['read', 'read'],
  DeleteSslVpnClientCert: ['destroy', 'destroy'],
  DescribeVpnGatewayAvailableZones: ['read', 'read'],
  CheckVpnBgpEnabled: ['read', 'read'],
  GetVpnGatewayDiagnoseResult: ['read', 'read'],
  DescribeVpnConnectionLogs: ['read', 'read'],
  DiagnoseVpnConnections: ['read', 'read'],
  DescribeVpnAttachments: ['read', 'read'],
  DescribeVcoRouteEntries: ['read', 'read'],
  DescribeSslVpnClients: ['read', 'read'],
  DescribeVpcs: ['read', 'read'],
  DescribeVSwitches: ['read', 'read'],
  DescribeRouteTableList: ['read', 'read'],
  DescribeRouteEntryList: ['read', 'read'],
  DiagnoseVpnGateway: ['write', 'write'],
  ModifyTunnelAttribute: ['disrupt', 'disrupt'],
  CreateVpnAttachment: ['disrupt', 'disrupt'],
  ModifyVpnAttachmentAttribute: ['write', 'disrupt'],
  DeleteVpnAttachment: ['destroy', 'destroy'],
  CreateVcoRouteEntry: ['write', 'disrupt'],
  ModifyVcoRouteEntryWeight: ['disrupt', 'disrupt'],
  DeleteVcoRouteEntry: ['destroy', 'destroy'],
  ModifyVpnPbrRouteEntryPriority: ['disrupt', 'disrupt'],
  ModifyVpnPbrRouteEntryAttribute: ['disrupt', 'disrupt'],
  TagResources: ['write', 'write'],
  UnTagResources: ['write', 'write'],
  ListTagResources: ['read', 'read'],
  MoveVpnResourceGroup: ['disrupt', 'disrupt'],
  AssociateVpnGatewayWithCertificate: ['disrupt', 'disrupt'],
  DissociateVpnGatewayWithCertificate: ['disrupt', 'disrupt'],
  ListVpnCertificateAssociations: ['read', 'read'],
  AssumeRole: ['disrupt', 'disrupt'],
};

const risk = (name: ActionName, change: Readonly<Record<string, unknown>> = {}): Risk =>
  riskOf(actions[name], actions[name].input.parse({ ...samples[name], ...change }));

test.each(Object.values(actions))('$name is as dangerous as the table says', ({ name }) => {
  expect([risk(name), worstRisk(actions[name])]).toEqual(expected[name]);
});

test.each<readonly [ActionName, Readonly<Record<string, unknown>>, Risk]>([
  ['PublishVpnRouteEntry', { PublishVpc: false }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { Name: 'renamed', ClientToken: 'abc', RegionId: 'cn-hangzhou' }, 'write'],
  ['ModifyVpnConnectionAttribute', { LocalSubnet: '10.0.0.0/24' }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { RemoteSubnet: '10.0.0.0/24' }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { EffectImmediately: false }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { AutoConfigRoute: true }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { IkeConfig: {} }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { IpsecConfig: { IpsecPfs: 'group14' }, Name: 'renamed' }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { HealthCheckConfig: { enable: false } }, 'disrupt'],
  ['ModifyVpnGatewayAttribute', { Name: 'renamed', Description: 'other words' }, 'write'],
  ['ModifyVpnGatewayAttribute', { AutoPropagate: false }, 'disrupt'],
  ['ModifyCustomerGatewayAttribute', { AuthKey: 'bgp-key-of-a-test' }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { TunnelOptionsSpecification: [{ TunnelId: 'tun-9' }] }, 'disrupt'],
  ['ModifyVpnConnectionAttribute', { EnableDpd: false }, 'disrupt'],
  ['ModifySslVpnServer', { DnsServers: '100.100.2.136' }, 'disrupt'],
  ['ModifySslVpnServer', { Name: 'renamed' }, 'write'],
  ['ModifySslVpnServer', { ClientIpPool: '192.168.9.0/24' }, 'disrupt'],
  ['ModifySslVpnServer', { LocalSubnet: '10.0.0.0/24' }, 'disrupt'],
  ['ModifySslVpnServer', { Proto: 'TCP' }, 'disrupt'],
  ['ModifySslVpnServer', { Cipher: 'none' }, 'disrupt'],
  ['ModifySslVpnServer', { Port: 1195 }, 'disrupt'],
  ['ModifySslVpnServer', { Compress: true }, 'disrupt'],
  ['CreateVpnConnection', { AutoConfigRoute: true }, 'write'],
])('%s with %j is a %s', (name, change, word) => {
  expect(risk(name, change)).toBe(word);
});

test('a field that is present but undefined changes nothing', () => {
  expect(disruptUnlessOnly('Name').of({ Name: 'x', Port: undefined })).toBe('write');
});

test('a create that may move traffic is a write by its arguments and says what it may become', () => {
  expect([writeUnlessTrafficMoves.of(), writeUnlessTrafficMoves.worst]).toEqual(['write', 'disrupt']);
});

test.each([
  ['read', 'vpn:read'],
  ['write', 'vpn:write'],
  ['disrupt', 'vpn:write'],
  ['destroy', 'vpn:destroy'],
] as const)('%s needs %s', (risk, scope) => {
  expect(scopeFor(risk)).toBe(scope);
});

test('no risk is covered by the permission to approve', () => {
  expect(SCOPES.filter(isScope)).toContain('vpn:approve');
  expect((['read', 'write', 'disrupt', 'destroy'] as const).map(scopeFor)).not.toContain('vpn:approve');
  expect(isScope('vpn:admin')).toBe(false);
});
