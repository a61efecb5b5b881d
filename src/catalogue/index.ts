import type { Action, Verb } from './action.ts';
import {
  CreateVcoRouteEntry,
  CreateVpnAttachment,
  DeleteVcoRouteEntry,
  DeleteVpnAttachment,
  DescribeVcoRouteEntries,
  DescribeVpnAttachments,
  ModifyVcoRouteEntryWeight,
  ModifyVpnAttachmentAttribute,
} from './actions/attachment.ts';
import {
  CreateCustomerGateway,
  DeleteCustomerGateway,
  DescribeCustomerGateway,
  DescribeCustomerGateways,
  ModifyCustomerGatewayAttribute,
} from './actions/customer-gateway.ts';
import {
  DescribeVpnConnectionLogs,
  DiagnoseVpnConnections,
  DiagnoseVpnGateway,
  GetVpnGatewayDiagnoseResult,
} from './actions/diagnosis.ts';
import {
  AssociateVpnGatewayWithCertificate,
  DissociateVpnGatewayWithCertificate,
  ListVpnCertificateAssociations,
} from './actions/gateway-certificate.ts';
import { CheckVpnBgpEnabled, DescribeRegions, DescribeVpnGatewayAvailableZones } from './actions/region.ts';
import { AssumeRole } from './actions/role.ts';
import { DescribeSslVpnClients } from './actions/ssl-client.ts';
import {
  CreateSslVpnClientCert,
  DeleteSslVpnClientCert,
  DescribeSslVpnClientCert,
  DescribeSslVpnClientCerts,
  ModifySslVpnClientCert,
} from './actions/ssl-client-cert.ts';
import {
  CreateSslVpnServer,
  DeleteSslVpnServer,
  DescribeSslVpnServers,
  DescribeVpnSslServerLogs,
  ModifySslVpnServer,
} from './actions/ssl-server.ts';
import { ListTagResources, MoveVpnResourceGroup, TagResources, UnTagResources } from './actions/tags-and-groups.ts';
import { DescribeVpcs, DescribeVSwitches } from './actions/vpc.ts';
import { DescribeRouteEntryList, DescribeRouteTableList } from './actions/vpc-route.ts';
import {
  CreateVpnConnection,
  DeleteVpnConnection,
  DescribeVpnConnection,
  DescribeVpnConnections,
  DownloadVpnConnectionConfig,
  ModifyTunnelAttribute,
  ModifyVpnConnectionAttribute,
} from './actions/vpn-connection.ts';
import {
  CreateVpnGateway,
  DeleteVpnGateway,
  DescribeVpnGateway,
  DescribeVpnGateways,
  ModifyVpnGatewayAttribute,
} from './actions/vpn-gateway.ts';
import {
  CreateVpnPbrRouteEntry,
  CreateVpnRouteEntry,
  DeleteVpnPbrRouteEntry,
  DeleteVpnRouteEntry,
  DescribeVpnPbrRouteEntries,
  DescribeVpnRouteEntries,
  ModifyVpnPbrRouteEntryAttribute,
  ModifyVpnPbrRouteEntryPriority,
  ModifyVpnPbrRouteEntryWeight,
  ModifyVpnRouteEntryWeight,
  PublishVpnRouteEntry,
} from './actions/vpn-route.ts';
import type { Resource } from './resource.ts';

/** The actions of each toolset, as `--toolsets` cuts them: in the order of the vendor's guide, then what is newer. */
export const toolsets = {
  gateway: {
    CreateVpnGateway,
    ModifyVpnGatewayAttribute,
    DescribeVpnGateways,
    DescribeVpnGateway,
    DeleteVpnGateway,
    DescribeRegions,
    DescribeVpnGatewayAvailableZones,
    CheckVpnBgpEnabled,
    DiagnoseVpnGateway,
    GetVpnGatewayDiagnoseResult,
    MoveVpnResourceGroup,
    TagResources,
    UnTagResources,
    ListTagResources,
    AssociateVpnGatewayWithCertificate,
    DissociateVpnGatewayWithCertificate,
    ListVpnCertificateAssociations,
  },
  'customer-gateway': {
    CreateCustomerGateway,
    ModifyCustomerGatewayAttribute,
    DescribeCustomerGateways,
    DescribeCustomerGateway,
    DeleteCustomerGateway,
  },
  route: {
    CreateVpnRouteEntry,
    ModifyVpnRouteEntryWeight,
    DeleteVpnRouteEntry,
    DescribeVpnRouteEntries,
    PublishVpnRouteEntry,
    CreateVpnPbrRouteEntry,
    ModifyVpnPbrRouteEntryWeight,
    DeleteVpnPbrRouteEntry,
    DescribeVpnPbrRouteEntries,
    DescribeVcoRouteEntries,
    ModifyVpnPbrRouteEntryPriority,
    ModifyVpnPbrRouteEntryAttribute,
  },
  ipsec: {
    CreateVpnConnection,
    ModifyVpnConnectionAttribute,
    DescribeVpnConnections,
    DescribeVpnConnection,
    DownloadVpnConnectionConfig,
    DeleteVpnConnection,
    DescribeVpnConnectionLogs,
    DiagnoseVpnConnections,
    DescribeVpnAttachments,
    ModifyTunnelAttribute,
  },
  ssl: {
    CreateSslVpnServer,
    ModifySslVpnServer,
    DescribeSslVpnServers,
    DescribeVpnSslServerLogs,
    DeleteSslVpnServer,
    CreateSslVpnClientCert,
    ModifySslVpnClientCert,
    DescribeSslVpnClientCerts,
    DescribeSslVpnClientCert,
    DeleteSslVpnClientCert,
    DescribeSslVpnClients,
  },
  attachment: {
    CreateVpnAttachment,
    ModifyVpnAttachmentAttribute,
    DeleteVpnAttachment,
    CreateVcoRouteEntry,
    ModifyVcoRouteEntryWeight,
    DeleteVcoRouteEntry,
  },
  vpc: { DescribeVpcs, DescribeVSwitches, DescribeRouteTableList, DescribeRouteEntryList },
  sts: { AssumeRole },
} as const;

export type Toolset = keyof typeof toolsets;

/** Every documented operation of both platforms by its name, in a stable order. */
export const actions = {
  ...toolsets.gateway,
  ...toolsets['customer-gateway'],
  ...toolsets.route,
  ...toolsets.ipsec,
  ...toolsets.ssl,
  ...toolsets.attachment,
  ...toolsets.vpc,
  ...toolsets.sts,
} as const;

export type ActionName = keyof typeof actions;

/** Whether a word is the name of an action. */
export const isActionName = (word: string): word is ActionName => Object.hasOwn(actions, word);

/** The action that does this to a thing of the kind. `describe` has several for most kinds, and gives the first. */
export const actionFor = (verb: Verb, resource: Resource): Action | undefined =>
  Object.values(actions).find((action) => action.verb === verb && action.resource === resource);

/** Whether a word is the name of a toolset. */
export const isToolset = (word: string): word is Toolset => Object.hasOwn(toolsets, word);

const owners = new Map<string, Toolset>(
  Object.keys(toolsets)
    .filter(isToolset)
    .flatMap((toolset) => Object.keys(toolsets[toolset]).map((action) => [action, toolset] as const)),
);

/** The toolset that an action belongs to. */
export const toolsetOf = (action: ActionName): Toolset => owners.get(action) ?? 'gateway';
