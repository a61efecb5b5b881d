import type { PastChange } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import { labelOf, statusWords } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isCarrying, isHealthChecked } from '../inventory/tunnel-state.ts';
import { switchTexts } from './messages.ts';
import type { Ground } from './read-gateway.ts';
import { type Chosen, type Destination, halvesLeft, leftBehind, overriding, type Way } from './routing.ts';

/** Whether the tunnel carries traffic, as far as it can be seen. */
export type Proof = 'proven' | 'down' | 'no check' | 'no status';

/**
 * A health check that passes proves it. Tunnels that come in twos have none: there the status of one that is up has to do,
 * and what is moved by it is watched by the cloud itself.
 */
export const proofOf = (connection: Connection): Proof => {
  const carries = isCarrying(connection);
  if (carries === undefined) return 'no status';
  if (!carries) return 'down';
  if (!isOwnTunnel(connection)) return 'proven';
  return isHealthChecked(connection) && connection.VcoHealthCheck?.Status === 'success' ? 'proven' : 'no check';
};

/** What is known of a switch before it is planned in words. */
export interface Situation {
  readonly ground: Ground;
  readonly from: Connection;
  readonly to: Connection;
  readonly all: readonly Destination[];
  readonly chosen: readonly Chosen[];
  readonly open: readonly PastChange[];
}

const MOST = 8;

const listed = (texts: readonly string[]): string => {
  const shown = [...new Set(texts)];
  return shown.length > MOST ? `${shown.slice(0, MOST).join(', ')} (+${shown.length - MOST})` : shown.join(', ');
};

/** A destination as people read it: of a policy route with its source. */
export const placeName = ({ RouteDest, RouteSource }: Pick<Destination, 'RouteDest' | 'RouteSource'>): string =>
  RouteSource === undefined ? RouteDest : `${RouteSource} to ${RouteDest}`;

const names = (dests: readonly Pick<Destination, 'RouteDest' | 'RouteSource'>[]): string =>
  listed(dests.map(placeName));

/** That the tunnel is down, or that nobody knows: before all else. */
const alarmOf = ({ to }: Situation): readonly SummaryLine[] => {
  const proof = proofOf(to);
  const [name, status] = [labelOf(to), statusWords(to, 'en')];
  if (proof === 'proven') return [];
  if (proof === 'down') return [{ text: switchTexts.down, values: { to: name, status } }];
  const why = proof === 'no check' ? switchTexts.noCheck : switchTexts.noStatus;
  const inner = (language: 'en' | 'zh') => why[language].replace('{status}', status);
  const text = {
    en: switchTexts.unproven.en.replace('{why}', inner('en')),
    zh: switchTexts.unproven.zh.replace('{why}', inner('zh')),
  };
  return [{ text, values: { to: name } }];
};

const doubtsOf = ({ ground, open }: Situation): readonly SummaryLine[] => [
  ...ground.unread.map((values) => ({ text: switchTexts.unread, values })),
  ...open.map(({ action, atMs }) => ({
    text: switchTexts.open,
    values: { action, time: new Date(atMs).toISOString() },
  })),
];

const withWhy = (text: typeof switchTexts.weights, why: { readonly en: string; readonly zh: string }) => ({
  en: text.en.replace('{why}', () => why.en),
  zh: text.zh.replace('{why}', () => why.zh),
});

/** What the ways do to traffic, those that may leave it without a path before the others. */
const waySentences = ({ all, chosen, from, to, ground }: Situation): readonly SummaryLine[] => {
  const of = (...ways: readonly Way[]) => chosen.filter(({ way }) => ways.includes(way));
  const values = { from: labelOf(from), to: labelOf(to) };
  const about = (text: SummaryLine['text'], found: readonly Chosen[]): readonly SummaryLine[] =>
    found.length === 0 ? [] : [{ text, values: { ...values, dests: names(found.map(({ dest }) => dest)) } }];
  const weighed = of('weights');
  const left = halvesLeft(all, chosen);
  const reasons = [...new Set(weighed.map(({ whyNot }) => whyNot ?? ('begun' as const)))];
  return [
    ...about(switchTexts.broken, of('gap')),
    ...about(switchTexts.move, of('halves', 'weights', 'alone')),
    ...about(switchTexts.halves, of('halves')),
    ...reasons.flatMap((why) =>
      about(
        withWhy(switchTexts.weights, switchTexts[why]),
        weighed.filter(({ whyNot = 'begun' }) => whyNot === why),
      ),
    ),
    ...(weighed.some(({ dest }) => dest.from?.Weight === 100) ? [{ text: switchTexts.refusedThen }] : []),
    ...about(switchTexts.alone, of('alone')),
    ...(left.length > 0 ? [{ text: switchTexts.halfLeft, values: { ...values, dests: names(left) } }] : []),
    ...about(switchTexts.doesNothing, of('weights', 'alone')),
    ...(of('weights', 'alone').length > 0 && ground.gateway.DisasterRecoveryInternetIp
      ? [{ text: switchTexts.dual }]
      : []),
    ...about(switchTexts.clear, of('clear')),
    ...about(switchTexts.rest, of('raise', 'standby')),
  ];
};

const aroundOf = ({ all, chosen, from, to, ground }: Situation): readonly SummaryLine[] => {
  const [behind, over] = [leftBehind(all, chosen), overriding(all, chosen, to.VpnConnectionId ?? '')];
  const learned = ground.routes.filter((one) => one.isLearned && one.NextHop === from.VpnConnectionId);
  const routes = listed(over.map((one) => `${placeName(one)} via ${one.NextHop}`));
  return [
    ...(over.length > 0 ? [{ text: switchTexts.override, values: { routes } }] : []),
    ...(behind.length > 0 ? [{ text: switchTexts.behind, values: { dests: names(behind), from: labelOf(from) } }] : []),
    ...(learned.length > 0
      ? [{ text: switchTexts.learned, values: { dests: names(learned), from: labelOf(from) } }]
      : []),
  ];
};

/** All that a person reads first, what matters most before all else. */
export const sentencesOf = (situation: Situation): readonly SummaryLine[] => {
  const values = { from: labelOf(situation.from), to: labelOf(situation.to) };
  return [
    ...alarmOf(situation),
    ...doubtsOf(situation),
    ...waySentences(situation),
    ...aroundOf(situation),
    { text: switchTexts.peer, values },
    { text: switchTexts.back, values },
  ];
};
