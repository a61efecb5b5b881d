import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { worstRisk } from '../../catalogue/action.ts';
import * as customerGateway from '../../catalogue/actions/customer-gateway.ts';
import { AssumeRole } from '../../catalogue/actions/role.ts';
import * as sslClientCert from '../../catalogue/actions/ssl-client-cert.ts';
import * as sslServer from '../../catalogue/actions/ssl-server.ts';
import * as vpnConnection from '../../catalogue/actions/vpn-connection.ts';
import * as vpnGateway from '../../catalogue/actions/vpn-gateway.ts';
import * as vpnRoute from '../../catalogue/actions/vpn-route.ts';
import type { Survey, Surveyor } from '../plan/impact.ts';
import type { Look } from '../plan/live-state.ts';
import type { SecretStore } from '../secrets/store.ts';
import { surveyConnectionChange } from './connection-change.ts';
import { surveyNewConnection } from './connection-creation.ts';
import { surveyConnectionDeletion } from './connection-deletion.ts';
import { surveyCustomerGatewayDeletion, surveyGatewayDeletion } from './gateway-deletion.ts';
import { namings, surveyCreation, surveyNewGateway, surveyRead, surveyRole } from './rename-and-create.ts';
import { surveyRouteDeletion, surveyWeight } from './route-change.ts';
import { surveyNewRoute, surveyPublication } from './route-creation.ts';
import {
  surveyCertificateDeletion,
  surveyNewCertificate,
  surveyNewServer,
  surveyServerChange,
  surveyServerDeletion,
} from './ssl.ts';

type Looking = (input: Fields, look: Look) => Promise<Survey>;

/** One row of the table: the action's own schema has judged the input by the time it is surveyed. */
const row = <A extends Action>(action: A, survey: Surveyor<Input<A>>): readonly [string, Looking] => [
  action.name,
  (input, look) => survey(input as Input<A>, look),
];

/** Who looks at live state for which action. An action without a row is a creation, or a read. */
const table = (secrets: SecretStore, now: () => number): ReadonlyMap<string, Looking> =>
  new Map([
    row(vpnGateway.CreateVpnGateway, surveyNewGateway),
    row(vpnGateway.ModifyVpnGatewayAttribute, namings.gateway),
    row(vpnGateway.DeleteVpnGateway, surveyGatewayDeletion(now)),
    row(customerGateway.ModifyCustomerGatewayAttribute, namings.customerGateway),
    row(customerGateway.DeleteCustomerGateway, surveyCustomerGatewayDeletion),
    row(vpnRoute.CreateVpnRouteEntry, surveyNewRoute('CreateVpnRouteEntry', 'dbr')),
    row(vpnRoute.CreateVpnPbrRouteEntry, surveyNewRoute('CreateVpnPbrRouteEntry', 'pbr')),
    row(vpnRoute.ModifyVpnRouteEntryWeight, surveyWeight('ModifyVpnRouteEntryWeight', 'dbr')),
    row(vpnRoute.ModifyVpnPbrRouteEntryWeight, surveyWeight('ModifyVpnPbrRouteEntryWeight', 'pbr')),
    row(vpnRoute.DeleteVpnRouteEntry, surveyRouteDeletion('DeleteVpnRouteEntry', 'dbr')),
    row(vpnRoute.DeleteVpnPbrRouteEntry, surveyRouteDeletion('DeleteVpnPbrRouteEntry', 'pbr')),
    row(vpnRoute.PublishVpnRouteEntry, surveyPublication),
    row(vpnConnection.CreateVpnConnection, surveyNewConnection),
    row(vpnConnection.ModifyVpnConnectionAttribute, surveyConnectionChange(secrets)),
    row(vpnConnection.DeleteVpnConnection, surveyConnectionDeletion(secrets)),
    row(sslServer.CreateSslVpnServer, surveyNewServer),
    row(sslServer.ModifySslVpnServer, surveyServerChange),
    row(sslServer.DeleteSslVpnServer, surveyServerDeletion),
    row(sslClientCert.CreateSslVpnClientCert, surveyNewCertificate),
    row(sslClientCert.ModifySslVpnClientCert, namings.certificate),
    row(sslClientCert.DeleteSslVpnClientCert, surveyCertificateDeletion),
    row(AssumeRole, surveyRole),
  ]);

/** Nobody is asked to type a key: a target whose name holds one is confirmed by its ID. */
const unspoken = (survey: Survey, { scrub }: SecretStore): Survey => {
  const { target } = survey;
  return scrub(target.confirm) === target.confirm ? survey : { ...survey, target: { ...target, confirm: target.Id } };
};

/** Looks at live state for one call. Never rejects but for an abort and for settings that allow no call. */
export const createSurveys = (secrets: SecretStore, now: () => number) => {
  const rows = table(secrets, now);
  return async (action: Action, input: Fields, look: Look): Promise<Survey> => {
    const known = rows.get(action.name);
    if (known) return unspoken(await known(input, look), secrets);
    return worstRisk(action) === 'read' ? surveyRead(input) : surveyCreation(action.name)(input);
  };
};

export type Surveys = ReturnType<typeof createSurveys>;
