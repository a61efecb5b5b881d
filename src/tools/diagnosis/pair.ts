import { format, type Language } from '../../catalogue/message.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { carrierOf, destinations } from '../judges/carried.ts';
import { type Partner, partnersOf } from '../judges/pair.ts';
import { isUp, nameOf, type TunnelFacts } from '../judges/tunnel-facts.ts';
import { VERDICT } from './messages.ts';

/** Partners and entries of each that are shown. */
const [MOST_PARTNERS, MOST_ROUTES] = [3, 4];

const entryText = ({ RouteSource, RouteDest, Weight, State }: OwnedRoute): string =>
  `${RouteSource ? `${RouteSource} to ` : ''}${RouteDest} weight ${Weight} ${State}`;

const routesText = (routes: Partner['routes']): string => {
  if (routes === undefined) return 'routes not known';
  if (routes.length === 0) return 'no routes';
  const rest = routes.length > MOST_ROUTES ? ` and ${routes.length - MOST_ROUTES} more` : '';
  return `routes ${routes.slice(0, MOST_ROUTES).map(entryText).join(', ')}${rest}`;
};

const carriesText = ({ other, routes, carries }: Partner): string => {
  if (!isUp(other)) return 'carries nothing';
  if (routes === undefined) return 'what it carries is not known';
  return carries.length > 0 ? `carries ${carries.join(', ')} now` : 'stands by';
};

const partnerText = (partner: Partner): string => {
  const { other, shares, routes } = partner;
  const head = `${nameOf(other)} ${other.Status ?? 'status unknown'}`;
  // To other networks it is no standby of this one: its routes say what it carries.
  if (shares === 'ends') return `${head}, same ends, ${other.RemoteSubnet ?? '?'}: ${routesText(routes)}`;
  return `${head}, same networks: ${routesText(routes)}; ${carriesText(partner)}`;
};

/** The connections that belong to this one, each with its state and what the route tables give it. */
export const pairOut = (facts: TunnelFacts): { readonly Pair?: readonly string[] } => {
  const partners = partnersOf(facts);
  return partners.length > 0 ? { Pair: partners.slice(0, MOST_PARTNERS).map(partnerText) } : {};
};

/** Whether the tunnel itself takes all of its traffic. */
const carriesItself = (facts: TunnelFacts): boolean => {
  const all = destinations(facts);
  return all.length > 0 && all.every((dest) => carrierOf(facts, dest) === facts.connection.VpnConnectionId);
};

const sentenceOf = (facts: TunnelFacts, { other, routes, carries }: Partner) => {
  const isOtherUp = isUp(other);
  if (!isUp(facts.connection)) {
    if (!isOtherUp) return VERDICT.bothDown;
    return carries.length > 0 && carries.length === destinations(facts).length ? VERDICT.backup : VERDICT.standby;
  }
  if (!isOtherUp) return VERDICT.noBackup;
  if (routes === undefined) return VERDICT.standby;
  if (carries.length > 0) return VERDICT.carriedByOther;
  return carriesItself(facts) ? VERDICT.standsBy : VERDICT.standby;
};

/** The other tunnel to the same network, for the verdict: one that is up before one that is down. */
export const pairSentence = (facts: TunnelFacts, language: Language): string => {
  const partners = partnersOf(facts).filter(({ shares }) => shares === 'networks');
  const partner =
    partners.find(({ carries, other }) => carries.length > 0 && isUp(other)) ??
    partners.find(({ other }) => isUp(other)) ??
    partners[0];
  if (!partner) return '';
  return format(sentenceOf(facts, partner), language, {
    other: nameOf(partner.other),
    dests: partner.carries.join(', '),
  });
};
