import type { ActionName } from './index.ts';

/**
 * What a call acts on, as RAM names it: creates and lists of a kind on `*`, everything else on one ID. The guide
 * lists fifteen of these; a route has no resource of its own and is judged by its gateway. Those of actions that are newer than
 * the guide are made by the same rule.
 */
const resources: Readonly<Record<Exclude<ActionName, 'AssumeRole'>, string>> = {
  CreateVpnGateway: 'vpngateway/*',
  ModifyVpnGatewayAttribute: 'vpngateway/<VpnGatewayId>',
  DescribeVpnGateways: 'vpngateway/*',
  DescribeVpnGateway: 'vpngateway/<VpnGatewayId>',
  DeleteVpnGateway: 'vpngateway/<VpnGatewayId>',
  DescribeRegions: '*',
  CreateCustomerGateway: 'customergateway/*',
  ModifyCustomerGatewayAttribute: 'customergateway/<CustomerGatewayId>',
  DescribeCustomerGateways: 'customergateway/*',
  DescribeCustomerGateway: 'customergateway/<CustomerGatewayId>',
  DeleteCustomerGateway: 'customergateway/<CustomerGatewayId>',
  CreateVpnRouteEntry: 'vpngateway/<VpnGatewayId>',
  ModifyVpnRouteEntryWeight: 'vpngateway/<VpnGatewayId>',
  DeleteVpnRouteEntry: 'vpngateway/<VpnGatewayId>',
  DescribeVpnRouteEntries: 'vpngateway/<VpnGatewayId>',
  PublishVpnRouteEntry: 'vpngateway/<VpnGatewayId>',
  CreateVpnPbrRouteEntry: 'vpngateway/<VpnGatewayId>',
  ModifyVpnPbrRouteEntryWeight: 'vpngateway/<VpnGatewayId>',
  DeleteVpnPbrRouteEntry: 'vpngateway/<VpnGatewayId>',
  DescribeVpnPbrRouteEntries: 'vpngateway/<VpnGatewayId>',
  CreateVpnConnection: 'vpnconnection/*',
  ModifyVpnConnectionAttribute: 'vpnconnection/<VpnConnectionId>',
  DescribeVpnConnections: 'vpnconnection/*',
  DescribeVpnConnection: 'vpnconnection/<VpnConnectionId>',
  DownloadVpnConnectionConfig: 'vpnconnection/<VpnConnectionId>',
  DeleteVpnConnection: 'vpnconnection/<VpnConnectionId>',
  CreateSslVpnServer: 'sslvpnserver/*',
  ModifySslVpnServer: 'sslvpnserver/<SslVpnServerId>',
  DescribeSslVpnServers: 'sslvpnserver/*',
  DescribeVpnSslServerLogs: 'sslvpnserver/<VpnSslServerId>',
  DeleteSslVpnServer: 'sslvpnserver/<SslVpnServerId>',
  CreateSslVpnClientCert: 'sslvpnclientcert/*',
  ModifySslVpnClientCert: 'sslvpnclientcert/<SslVpnClientCertId>',
  DescribeSslVpnClientCerts: 'sslvpnclientcert/*',
  DescribeSslVpnClientCert: 'sslvpnclientcert/<SslVpnClientCertId>',
  DeleteSslVpnClientCert: 'sslvpnclientcert/<SslVpnClientCertId>',
  DescribeVpnGatewayAvailableZones: '*',
  CheckVpnBgpEnabled: '*',
  DiagnoseVpnGateway: 'vpngateway/<VpnGatewayId>',
  GetVpnGatewayDiagnoseResult: 'vpngateway/<VpnGatewayId>',
  DescribeVcoRouteEntries: 'vpnconnection/<VpnConnectionId>',
  DescribeVpnConnectionLogs: 'vpnconnection/<VpnConnectionId>',
  DiagnoseVpnConnections: 'vpnconnection/*',
  DescribeVpnAttachments: 'vpnconnection/*',
  DescribeSslVpnClients: 'vpngateway/<VpnGatewayId>',
  MoveVpnResourceGroup: '*',
  TagResources: '*',
  UnTagResources: '*',
  ListTagResources: '*',
  AssociateVpnGatewayWithCertificate: 'vpngateway/<VpnGatewayId>',
  DissociateVpnGatewayWithCertificate: 'vpngateway/<VpnGatewayId>',
  ListVpnCertificateAssociations: '*',
  ModifyVpnPbrRouteEntryPriority: 'vpngateway/<VpnGatewayId>',
  ModifyVpnPbrRouteEntryAttribute: 'vpngateway/<VpnGatewayId>',
  ModifyTunnelAttribute: 'vpnconnection/<VpnConnectionId>',
  CreateVpnAttachment: 'vpnconnection/*',
  ModifyVpnAttachmentAttribute: 'vpnconnection/<VpnConnectionId>',
  DeleteVpnAttachment: 'vpnconnection/<VpnConnectionId>',
  CreateVcoRouteEntry: 'vpnconnection/<VpnConnectionId>',
  ModifyVcoRouteEntryWeight: 'vpnconnection/<VpnConnectionId>',
  DeleteVcoRouteEntry: 'vpnconnection/<VpnConnectionId>',
  DescribeVpcs: 'vpc/*',
  DescribeVSwitches: 'vswitch/*',
  DescribeRouteTableList: 'routetable/*',
  DescribeRouteEntryList: 'routetable/<RouteTableId>',
};

/** What RAM has to allow before a call may pass. */
export interface Permission {
  /** The action in a policy, such as `vpc:DeleteVpnGateway`. */
  readonly action: string;
  /** The resource in a policy; words in angle brackets are the reader's to fill in. */
  readonly resource: string;
}

/** The RAM permission that an action needs. Its action part is the API's own name under the product's prefix. */
export const permissionFor = (action: ActionName): Permission =>
  action === 'AssumeRole'
    ? { action: 'sts:AssumeRole', resource: 'acs:ram::<account>:role/<name>' }
    : { action: `vpc:${action}`, resource: `acs:vpc:<region>:<account>:${resources[action]}` };
