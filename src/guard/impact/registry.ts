import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { worstRisk } from '../../catalogue/action.ts';
import * as customerGateway from '../../catalogue/actions/customer-gateway.ts';
import { AssumeRole } from '../../catalogue/actions/role.ts';
import * as sslClientCert from '../../catalogue/actions/ssl-client-cert.ts';
import * as sslServer from '../../catalogue/actions/ssl-server.ts';
import * as vpnConnection from '../../catalogue/actions/vpn-connection.ts';
import * as vpnGateway from '../../catalogue/actions/vpn-gateway.ts';
import * as vpnRoute from '../../catalogue/actions/vpn-route.ts';
import type { Assess, Impact } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { SecretStore } from '../secrets/store.ts';
import { assessConnectionChange } from './connection-change.ts';
import { assessConnectionCreation } from './connection-creation.ts';
import { assessConnectionDeletion } from './connection-deletion.ts';
import { assessCustomerGatewayDeletion, assessGatewayDeletion } from './gateway-deletion.ts';
import { assessCreation, assessGatewayCreation, assessRead, assessRename, assessRole } from './rename-and-create.ts';
import { assessRouteDeletion, assessWeightChange } from './route-change.ts';
import { assessPublication, assessRouteCreation } from './route-creation.ts';
import {
  assessCertificateCreation,
  assessCertificateDeletion,
  assessServerChange,
  assessServerCreation,
  assessServerDeletion,
} from './ssl.ts';

type Looking = (input: Fields, look: LiveState) => Promise<Impact>;

/** One row of the table: the action's own schema has judged the input by the time it is surveyed. */
const row = <A extends Action>(action: A, impact: Assess<Input<A>>): readonly [string, Looking] => [
  action.name,
  (input, look) => impact(input as Input<A>, look),
];

/** Who looks at live state for which action. An action without a row is a creation, or a read. */
const table = (secrets: SecretStore, now: () => number): ReadonlyMap<string, Looking> =>
  new Map([
    row(vpnGateway.CreateVpnGateway, assessGatewayCreation),
    row(vpnGateway.ModifyVpnGatewayAttribute, assessRename.gateway),
    row(vpnGateway.DeleteVpnGateway, assessGatewayDeletion(now)),
    row(customerGateway.ModifyCustomerGatewayAttribute, assessRename.customerGateway),
    row(customerGateway.DeleteCustomerGateway, assessCustomerGatewayDeletion),
    row(vpnRoute.CreateVpnRouteEntry, assessRouteCreation('CreateVpnRouteEntry', 'dbr')),
    row(vpnRoute.CreateVpnPbrRouteEntry, assessRouteCreation('CreateVpnPbrRouteEntry', 'pbr')),
    row(vpnRoute.ModifyVpnRouteEntryWeight, assessWeightChange('ModifyVpnRouteEntryWeight', 'dbr')),
    row(vpnRoute.ModifyVpnPbrRouteEntryWeight, assessWeightChange('ModifyVpnPbrRouteEntryWeight', 'pbr')),
    row(vpnRoute.DeleteVpnRouteEntry, assessRouteDeletion('DeleteVpnRouteEntry', 'dbr')),
    row(vpnRoute.DeleteVpnPbrRouteEntry, assessRouteDeletion('DeleteVpnPbrRouteEntry', 'pbr')),
    row(vpnRoute.PublishVpnRouteEntry, assessPublication),
    row(vpnConnection.CreateVpnConnection, assessConnectionCreation),
    row(vpnConnection.ModifyVpnConnectionAttribute, assessConnectionChange(secrets)),
    row(vpnConnection.DeleteVpnConnection, assessConnectionDeletion(secrets)),
    row(sslServer.CreateSslVpnServer, assessServerCreation),
    row(sslServer.ModifySslVpnServer, assessServerChange),
    row(sslServer.DeleteSslVpnServer, assessServerDeletion),
    row(sslClientCert.CreateSslVpnClientCert, assessCertificateCreation),
    row(sslClientCert.ModifySslVpnClientCert, assessRename.certificate),
    row(sslClientCert.DeleteSslVpnClientCert, assessCertificateDeletion),
    row(AssumeRole, assessRole),
  ]);

/** Nobody is asked to type a key: a target whose name holds one is confirmed by its ID. */
const unspoken = (impact: Impact, { scrub }: SecretStore): Impact => {
  const { target } = impact;
  return scrub(target.confirm) === target.confirm ? impact : { ...impact, target: { ...target, confirm: target.Id } };
};

/** Looks at live state for one call. Never rejects but for an abort and for settings that allow no call. */
export const createImpactRegistry = (secrets: SecretStore, now: () => number) => {
  const rows = table(secrets, now);
  return async (action: Action, input: Fields, look: LiveState): Promise<Impact> => {
    const known = rows.get(action.name);
    if (known) return unspoken(await known(input, look), secrets);
    return worstRisk(action) === 'read' ? assessRead(input) : assessCreation(action.name)(input);
  };
};

export type ImpactRegistry = ReturnType<typeof createImpactRegistry>;
