import { type Action, type Fields, type Input, isRead, type WriteAction } from '../../catalogue/action.ts';
import { type ActionName, actions } from '../../catalogue/index.ts';
import { assessRouterRoute, assessRouterRouteDeletion, assessRouterRouteWeight } from '../attachments/route.ts';
import type { History } from '../history/history.ts';
import { ordersIn } from '../history/past-orders.ts';
import { assessAssociation, assessDissociation } from '../marks/gateway-certificate.ts';
import { assessGroupMove } from '../marks/resource-group.ts';
import { assessTagging, assessUntagging } from '../marks/tags.ts';
import { unpaidNotes } from '../orders/unpaid.ts';
import type { Assess, Impact } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import type { KnownPeer } from '../plan/peer-memory.ts';
import type { SecretStore } from '../secrets/store.ts';
import { message } from '../text/message.ts';
import { alarmsFirst } from '../traffic/alarm.ts';
import { assessAttachmentChange, assessConnectionChange, assessTunnelChange } from './connection-change.ts';
import { assessAttachmentCreation, assessConnectionCreation } from './connection-creation.ts';
import { assessAttachmentDeletion, assessConnectionDeletion } from './connection-deletion.ts';
import { assessCustomerGatewayDeletion, assessGatewayCreation, assessGatewayDeletion } from './gateway.ts';
import { assessCreation, assessDiagnosis, assessRead, assessRename, assessRole } from './rename-and-create.ts';
import { assessRouteDeletion, assessWeightChange } from './route-change.ts';
import { assessPublication, assessRouteCreation } from './route-creation.ts';
import {
  assessCertificateCreation,
  assessCertificateDeletion,
  assessServerChange,
  assessServerCreation,
  assessServerDeletion,
} from './ssl.ts';

/** The names of all actions that change something. */
export type WriteName = WriteAction<(typeof actions)[ActionName]>['name'];

/** What each write would do. A write without a row does not compile. */
export type Impacts = { readonly [Name in WriteName]: Assess<Input<(typeof actions)[Name]>> };

/** Who reads live state for which write. */
export const impactsOf = (secrets: SecretStore, now: () => number, history: Pick<History, 'past'>): Impacts => ({
  CreateVpnGateway: assessGatewayCreation,
  ModifyVpnGatewayAttribute: assessRename.gateway,
  DeleteVpnGateway: assessGatewayDeletion(now),
  CreateCustomerGateway: assessCreation(actions.CreateCustomerGateway),
  ModifyCustomerGatewayAttribute: assessRename.customerGateway,
  DeleteCustomerGateway: assessCustomerGatewayDeletion,
  CreateVpnRouteEntry: assessRouteCreation(actions.CreateVpnRouteEntry, history),
  CreateVpnPbrRouteEntry: assessRouteCreation(actions.CreateVpnPbrRouteEntry, history),
  ModifyVpnRouteEntryWeight: assessWeightChange(actions.ModifyVpnRouteEntryWeight),
  ModifyVpnPbrRouteEntryWeight: assessWeightChange(actions.ModifyVpnPbrRouteEntryWeight),
  DeleteVpnRouteEntry: assessRouteDeletion(actions.DeleteVpnRouteEntry),
  DeleteVpnPbrRouteEntry: assessRouteDeletion(actions.DeleteVpnPbrRouteEntry),
  PublishVpnRouteEntry: assessPublication(history),
  CreateVpnConnection: assessConnectionCreation(secrets, history),
  ModifyVpnConnectionAttribute: assessConnectionChange(secrets, history),
  DeleteVpnConnection: assessConnectionDeletion(secrets),
  CreateSslVpnServer: assessServerCreation,
  ModifySslVpnServer: assessServerChange,
  DeleteSslVpnServer: assessServerDeletion,
  CreateSslVpnClientCert: assessCertificateCreation,
  ModifySslVpnClientCert: assessRename.certificate,
  DeleteSslVpnClientCert: assessCertificateDeletion,
  ModifyTunnelAttribute: assessTunnelChange(secrets, history),
  CreateVpnAttachment: assessAttachmentCreation(secrets),
  ModifyVpnAttachmentAttribute: assessAttachmentChange(secrets, history),
  DeleteVpnAttachment: assessAttachmentDeletion(secrets),
  CreateVcoRouteEntry: assessRouterRoute,
  ModifyVcoRouteEntryWeight: assessRouterRouteWeight,
  DeleteVcoRouteEntry: assessRouterRouteDeletion,
  ModifyVpnPbrRouteEntryPriority: assessWeightChange(actions.ModifyVpnPbrRouteEntryPriority),
  ModifyVpnPbrRouteEntryAttribute: assessWeightChange(actions.ModifyVpnPbrRouteEntryAttribute),
  TagResources: assessTagging,
  UnTagResources: assessUntagging,
  MoveVpnResourceGroup: assessGroupMove,
  AssociateVpnGatewayWithCertificate: assessAssociation,
  DissociateVpnGatewayWithCertificate: assessDissociation,
  DiagnoseVpnGateway: assessDiagnosis,
  AssumeRole: assessRole,
});

/** Nobody is asked to type a key: a target whose name holds one is confirmed by its ID. */
const confirmedById = (impact: Impact, { scrub }: SecretStore): Impact => {
  const { target } = impact;
  return scrub(target.confirm) === target.confirm ? impact : { ...impact, target: { ...target, confirm: target.Id } };
};

/** With a create that is billed goes what else was ordered of late, and whether that could be read. */
const withOrders = async (
  impact: Impact,
  { action, input, liveState }: { readonly action: Action; readonly input: Fields; readonly liveState: LiveState },
  history: Pick<History, 'past'>,
): Promise<Impact> => {
  const past = await history.past();
  const unpaid = await unpaidNotes(action, input, past, liveState);
  const refusal = unpaid.refusal ?? impact.refusal;
  const unread = past.unread === undefined ? [] : [message(planMessages.ordersUnread, { why: past.unread })];
  return {
    ...impact,
    affected: [...impact.affected, ...unread],
    warnings: [...impact.warnings, ...unpaid.warnings],
    orders: ordersIn(past),
    ...(refusal && { refusal }),
  };
};

/** Reads live state for one call. Never rejects but for an abort, settings that allow no call, or an action that is not ours. */
export const createImpactRegistry = (secrets: SecretStore, now: () => number, history: Pick<History, 'past'>) => {
  const impacts = new Map<string, Assess<never>>(Object.entries(impactsOf(secrets, now, history)));
  return async (action: Action, input: Fields, liveState: LiveState, peer?: KnownPeer): Promise<Impact> => {
    if (isRead(action)) return assessRead(input);
    const assess = impacts.get(action.name);
    if (!assess) throw new Error(`${action.name} is no action of the catalogue`);
    // The action's own schema has judged the input by now, and the row was found by the action's name.
    const judged = confirmedById(await assess(input as never, liveState, peer), secrets);
    const impact = action.billed ? await withOrders(judged, { action, input, liveState }, history) : judged;
    return { ...impact, affected: alarmsFirst(impact.affected) };
  };
};

export type ImpactRegistry = ReturnType<typeof createImpactRegistry>;
