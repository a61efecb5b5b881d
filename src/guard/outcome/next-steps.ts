import { type Action, type Fields, isFields, type Platform } from '../../catalogue/action.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { addsRoutes } from '../../catalogue/schema/connection-settings.ts';

// What whoever made something has to wait for and to do next. Few words: every result costs tokens.

type Advice = (id: string, sent: Fields, reply: Fields, platform: Platform) => string;

const routeAdvice: Advice = (_, { PublishVpc, Weight, RouteDest }) => {
  const standby = Weight === 0 ? ' It has weight 0: it stands by.' : '';
  return PublishVpc === true
    ? `The VPC sends traffic for ${String(RouteDest)} here once its State is published.${standby}`
    : `It is not published: until PublishVpnRouteEntry the VPC sends here only what a wider published route brings.${standby}`;
};

const tunnelsOf = ({ TunnelOptionsSpecification: list }: Fields): readonly Fields[] =>
  Array.isArray(list) ? list.filter(isFields) : [];

const isOfTwo = (sent: Fields): boolean => tunnelsOf(sent).length > 0;

/** Whom to tell the settings: of two tunnels each has a peer of its own, which may be one device. */
const peersOf = (sent: Fields): string => {
  const each = tunnelsOf(sent).map(
    ({ Role, TunnelIndex, CustomerGatewayId }, index) =>
      `${String(CustomerGatewayId)} for tunnel ${String(Role ?? TunnelIndex ?? index + 1)}`,
  );
  return each.length > 0 ? `the peers of both tunnels, ${each.join(' and ')}` : 'the peer';
};

const advice: Readonly<Record<string, Advice>> = {
  CreateVpnGateway: (id, { InstanceChargeType, AutoPay }, { OrderId }) =>
    InstanceChargeType === 'PREPAY' && AutoPay !== true
      ? `Order ${String(OrderId)} waits UNPAID: a person pays it in the console (Billing, unpaid orders) or cancels it there. ${id} is there only after that: do not order another.`
      : `${OrderId === undefined ? '' : `Order ${String(OrderId)}. `}${id} takes minutes: wait until its Status is active (WaitForStatus). Next: a customer gateway and a connection, or an SSL-VPN server.`,
  CreateCustomerGateway: (id) => `Next: CreateVpnConnection with ${id}.`,
  CreateVpnConnection: (id, sent, _, platform) =>
    `Next: configure ${peersOf(sent)} (DownloadVpnConnectionConfig shows what ${isOfTwo(sent) ? 'each' : 'it'} needs)${
      addsRoutes(platform, sent)
        ? '; the cloud adds the routes'
        : `, and a route to ${String(sent['RemoteSubnet'])} through ${id}`
    }. WaitForStatus tells when ${isOfTwo(sent) ? 'its tunnels are' : 'the tunnel is'} up.`,
  CreateVpnAttachment: (id, sent) =>
    `Next: a person attaches ${id} to a transit router in the console (Cloud Enterprise Network), and ${peersOf(sent)} needs its settings (DownloadVpnConnectionConfig). It is billed until DeleteVpnAttachment.`,
  CreateVpnRouteEntry: routeAdvice,
  CreateVpnPbrRouteEntry: routeAdvice,
  CreateVcoRouteEntry: (_, { Weight, RouteDest }) =>
    Weight === 0
      ? `The route to ${String(RouteDest)} has weight 0: it stands by.`
      : `The transit router sends traffic for ${String(RouteDest)} here once the State of the route is published (DescribeVcoRouteEntries).`,
  CreateSslVpnServer: (id) => `Next: CreateSslVpnClientCert on ${id}, one certificate for each user.`,
  CreateSslVpnClientCert: (id) =>
    `Next: DescribeSslVpnClientCert ${id} writes the client file for people, or the console has it; give it to the user.`,
};

/** What the reply to a creation names as made; undefined where things of this kind have no ID or the reply has none. */
export const madeId = ({ resource }: Action, reply: Fields): string | undefined => {
  const id = isIdentified(resource) ? reply[idFields[resource]] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** What comes after a creation; nothing after any other write. */
export const nextSteps = (action: Action, sent: Fields, reply: Fields, platform: Platform): readonly string[] => {
  const next = action.verb === 'create' ? advice[action.name] : undefined;
  return next ? [next(madeId(action, reply) ?? 'it', sent, reply, platform)] : [];
};
