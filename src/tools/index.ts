import { type ActionName, actions, toolsetOf } from '../catalogue/index.ts';
import { AuditVpn } from './audit/audit-vpn.ts';
import { applyChange } from './change/apply-change.ts';
import { planChange } from './change/plan-change.ts';
import { DiagnoseTunnel } from './diagnosis/diagnose-tunnel.ts';
import { fromAction } from './from-action.ts';
import { ExportSslClient } from './handoff/export-ssl-client.ts';
import { ImportPeerConfig } from './handoff/import-peer-config.ts';
import { WritePeerConfig } from './handoff/write-peer-config.ts';
import { FindResource } from './inventory/find-resource.ts';
import { Overview } from './inventory/overview.ts';
import { RotatePsk } from './keys/rotate-psk.ts';
import { CopyConnection } from './moves/copy-connection.ts';
import { MovePeer } from './moves/move-peer.ts';
import { ConnectSite } from './sites/connect-site.ts';
import { RetireSite } from './sites/retire-site.ts';
import { DiagnoseSslClient } from './ssl/diagnose-ssl-client.ts';
import { AddSubnet } from './subnets/add-subnet.ts';
import { RemoveSubnet } from './subnets/remove-subnet.ts';
import { SwitchRoutes } from './switch/switch-routes.ts';
import type { Tool } from './tool.ts';
import { MapTopology } from './topology/map-topology.ts';
import { RenewSslClients } from './users/renew-ssl-clients.ts';
import { RevokeVpnUser } from './users/revoke-vpn-user.ts';
import { WaitForStatus } from './wait/wait-for-status.ts';

/** Tools that call many actions; each has a file in the folder of its subject. */
const composed: readonly Tool[] = [
  Overview,
  DiagnoseTunnel,
  DiagnoseSslClient,
  FindResource,
  AuditVpn,
  MapTopology,
  WaitForStatus,
  WritePeerConfig,
  ImportPeerConfig,
  ExportSslClient,
  SwitchRoutes,
  RotatePsk,
  RevokeVpnUser,
  RenewSslClients,
  AddSubnet,
  RemoveSubnet,
  RetireSite,
  ConnectSite,
  MovePeer,
  CopyConnection,
];

const single = (Object.keys(actions) as ActionName[]).map((name) => fromAction(actions[name], toolsetOf(name)));

const others = [...single, ...composed];

const byName = new Map(others.map((tool) => [tool.name, tool]));

/** Every tool in a stable order: actions by toolset as the catalogue has them, composed ones, the plan of any, and lists. */
export const tools: readonly Tool[] = [...others, planChange(byName), applyChange(byName)];

/** Every tool by its name. */
export const toolByName: ReadonlyMap<string, Tool> = new Map(tools.map((tool) => [tool.name, tool]));
