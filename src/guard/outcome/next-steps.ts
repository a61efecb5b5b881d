import type { Action, Fields } from '../../catalogue/action.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';

// What whoever made something has to wait for and to do next. Few words: every result costs tokens.

type Advice = (id: string, sent: Fields, reply: Fields) => string;

const routeAdvice: Advice = (_, { PublishVpc, Weight, RouteDest }) => {
  const standby = Weight === 0 ? ' It has weight 0: it stands by.' : '';
  return PublishVpc === true
    ? `The VPC sends traffic for ${String(RouteDest)} here once its State is published.${standby}`
    : `It is not published: the VPC sends nothing here until PublishVpnRouteEntry.${standby}`;
};

const advice: Readonly<Record<string, Advice>> = {
  CreateVpnGateway: (id, { InstanceChargeType, AutoPay }, { OrderId }) =>
    InstanceChargeType === 'PREPAY' && AutoPay !== true
      ? `Order ${String(OrderId)} waits UNPAID: a person pays it in the console (Billing, unpaid orders) or cancels it there. ${id} is there only after that: do not order another.`
      : `${OrderId === undefined ? '' : `Order ${String(OrderId)}. `}${id} takes minutes: wait until its Status is active (WaitForStatus). Next: a customer gateway and a connection, or an SSL-VPN server.`,
  CreateCustomerGateway: (id) => `Next: CreateVpnConnection with ${id}.`,
  CreateVpnConnection: (id, { AutoConfigRoute, RemoteSubnet }) =>
    `Next: configure the peer (DownloadVpnConnectionConfig shows what it needs)${
      AutoConfigRoute === true
        ? '; the cloud adds the routes'
        : `, and a route to ${String(RemoteSubnet)} through ${id}`
    }. WaitForStatus tells when the tunnel is up.`,
  CreateVpnRouteEntry: routeAdvice,
  CreateVpnPbrRouteEntry: routeAdvice,
  CreateVcoRouteEntry: (_, { RouteDest, Weight }) =>
    Weight === 0
      ? 'It has weight 0: it stands by.'
      : `Next: see on the transit router that it sends ${String(RouteDest)} here.`,
  CreateSslVpnServer: (id) => `Next: CreateSslVpnClientCert on ${id}, one certificate for each user.`,
  CreateSslVpnClientCert: (id) =>
    `Next: DescribeSslVpnClientCert ${id} writes the client file to --secrets-dir, or the console has it; give it to the user.`,
};

/** What the reply to a creation names as made; undefined where things of this kind have no ID or the reply has none. */
export const madeId = ({ resource }: Action, reply: Fields): string | undefined => {
  const id = isIdentified(resource) ? reply[idFields[resource]] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** What comes after a creation; nothing after any other write. */
export const nextSteps = (action: Action, sent: Fields, reply: Fields): readonly string[] => {
  const next = action.verb === 'create' ? advice[action.name] : undefined;
  return next ? [next(madeId(action, reply) ?? 'it', sent, reply)] : [];
};
