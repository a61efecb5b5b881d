import type { ActionName } from '../../src/catalogue/index.ts';

const vpn = { VpnGatewayId: 'vpn-9' };
const cgw = { CustomerGatewayId: 'cgw-9' };
const vco = { VpnConnectionId: 'vco-9' };
const vss = { SslVpnServerId: 'vss-9' };
const vsc = { SslVpnClientCertId: 'vsc-9' };
const route = { ...vpn, RouteDest: '10.0.0.0/24', NextHop: 'vco-9' };
const policyRoute = { ...route, RouteSource: '192.168.1.0/24' };
const vcoRoute = { ...vco, RouteDest: '10.0.0.0/24', NextHop: 'vco-9' };
const tagged = { ResourceType: 'VPNGATEWAY', ResourceId: ['vpn-9'] };
const certificate = { ...vpn, CertificateId: 'cert-9', CertificateType: 'Encryption' };
const subnets = { LocalSubnet: '10.1.1.0/24,10.1.2.0/24', RemoteSubnet: '10.10.1.0/24' };

/** The least that each action takes. */
export const samples: Readonly<Record<ActionName, Readonly<Record<string, unknown>>>> = {
  CreateVpnGateway: { Bandwidth: 5, VpcId: 'vpc-9' },
  ModifyVpnGatewayAttribute: vpn,
  DescribeVpnGateways: {},
  DescribeVpnGateway: vpn,
  DeleteVpnGateway: vpn,
  DescribeRegions: {},
  CreateCustomerGateway: { IpAddress: '203.0.113.7' },
  ModifyCustomerGatewayAttribute: cgw,
  DescribeCustomerGateways: {},
  DescribeCustomerGateway: cgw,
  DeleteCustomerGateway: cgw,
  CreateVpnRouteEntry: { ...route, PublishVpc: true, Weight: 100 },
  ModifyVpnRouteEntryWeight: { ...route, Weight: 0, NewWeight: 100 },
  DeleteVpnRouteEntry: { ...route, Weight: 0 },
  DescribeVpnRouteEntries: vpn,
  PublishVpnRouteEntry: { ...route, RouteType: 'dbr', PublishVpc: true },
  CreateVpnPbrRouteEntry: { ...policyRoute, PublishVpc: true, Weight: 100 },
  ModifyVpnPbrRouteEntryWeight: { ...policyRoute, Weight: 0, NewWeight: 100 },
  DeleteVpnPbrRouteEntry: { ...policyRoute, Weight: 0 },
  DescribeVpnPbrRouteEntries: vpn,
  CreateVpnConnection: { ...vpn, ...cgw, ...subnets },
  ModifyVpnConnectionAttribute: vco,
  DescribeVpnConnections: {},
  DescribeVpnConnection: vco,
  DownloadVpnConnectionConfig: vco,
  DeleteVpnConnection: vco,
  CreateSslVpnServer: { ...vpn, ClientIpPool: '192.168.254.0/24', LocalSubnet: '10.0.0.0/8' },
  ModifySslVpnServer: vss,
  DescribeSslVpnServers: {},
  DescribeVpnSslServerLogs: { VpnSslServerId: 'vss-9', MinutePeriod: 10 },
  DeleteSslVpnServer: vss,
  CreateSslVpnClientCert: vss,
  ModifySslVpnClientCert: vsc,
  DescribeSslVpnClientCerts: {},
  DescribeSslVpnClientCert: vsc,
  DeleteSslVpnClientCert: vsc,
  DescribeVpnGatewayAvailableZones: { Spec: '5M' },
  CheckVpnBgpEnabled: {},
  DiagnoseVpnGateway: { ...vpn, ResourceType: 'IPsec', ResourceId: 'vco-9' },
  GetVpnGatewayDiagnoseResult: { DiagnoseId: 'vpndgn-9' },
  DescribeVpnConnectionLogs: { ...vco, MinutePeriod: 10 },
  DiagnoseVpnConnections: { VpnConnectionIds: ['vco-9'] },
  DescribeVpnAttachments: {},
  DescribeVcoRouteEntries: vco,
  DescribeSslVpnClients: vpn,
  DescribeVpcs: {},
  DescribeVSwitches: {},
  DescribeRouteTableList: {},
  DescribeRouteEntryList: { RouteTableId: 'vtb-9' },
  ModifyTunnelAttribute: { ...vco, TunnelId: 'tun-9' },
  CreateVpnAttachment: subnets,
  ModifyVpnAttachmentAttribute: vco,
  DeleteVpnAttachment: vco,
  CreateVcoRouteEntry: { ...vcoRoute, Weight: 100 },
  ModifyVcoRouteEntryWeight: { ...vcoRoute, Weight: 0, NewWeight: 100 },
  DeleteVcoRouteEntry: { ...vcoRoute, Weight: 0 },
  ModifyVpnPbrRouteEntryPriority: { ...policyRoute, Weight: 0, NewPriority: 5 },
  ModifyVpnPbrRouteEntryAttribute: { ...policyRoute, Weight: 0, Priority: 10, NewPriority: 5 },
  TagResources: { ...tagged, Tag: [{ Key: 'site', Value: 'plant' }] },
  UnTagResources: { ...tagged, TagKey: ['site'] },
  ListTagResources: tagged,
  MoveVpnResourceGroup: { InstanceId: 'vpn-9', ResourceType: 'VpnGateway', NewResourceGroupId: 'rg-9' },
  AssociateVpnGatewayWithCertificate: certificate,
  DissociateVpnGatewayWithCertificate: certificate,
  ListVpnCertificateAssociations: {},
  AssumeRole: { RoleArn: 'acs:ram::123456789012:role/adminrole', RoleSessionName: 'alice' },
};
