import { type ActionName, actions, toolsetOf } from '../catalogue/index.ts';
import { AuditVpn } from './composed/audit-vpn.ts';
import { DiagnoseSslClient } from './composed/diagnose-ssl-client.ts';
import { DiagnoseTunnel } from './composed/diagnose-tunnel.ts';
import { FindResource } from './composed/find-resource.ts';
import { MapTopology } from './composed/map-topology.ts';
import { Overview } from './composed/overview.ts';
import { planChange } from './composed/plan-change.ts';
import { WaitForStatus } from './composed/wait-for-status.ts';
import { fromAction } from './from-action.ts';
import type { Tool } from './tool.ts';

/** Tools that call many actions; each is made in `composed/`. */
const composed: readonly Tool[] = [
  Overview,
  DiagnoseTunnel,
  DiagnoseSslClient,
  FindResource,
  AuditVpn,
  MapTopology,
  WaitForStatus,
];

const single = (Object.keys(actions) as ActionName[]).map((name) => fromAction(actions[name], toolsetOf(name)));

const others = [...single, ...composed];

/** Every tool in a stable order: actions by toolset as the catalogue has them, composed ones, and the plan of any. */
export const tools: readonly Tool[] = [...others, planChange(new Map(others.map((tool) => [tool.name, tool])))];

/** Every tool by its name. */
export const toolByName: ReadonlyMap<string, Tool> = new Map(tools.map((tool) => [tool.name, tool]));
