import type { Tunnel, VpnConnection, World } from '../state/world.ts';
import { type CloudWords, cloudWords } from './cloud-words.ts';
import { cloudEnd } from './state.ts';
import { type CloudEnd, compare, complete, type Verdict } from './tunnels.ts';

/** One tunnel with what came of its negotiation, as the cloud's own eyes see it. */
export interface Seen {
  connection: VpnConnection;
  tunnel?: Tunnel;
  cloud: CloudEnd;
  verdict: Verdict;
  words: CloudWords;
}

/** A line of the log, with its moment in epoch milliseconds. */
export interface LogLine {
  time: number;
  text: string;
}

const minute = 60_000;

/** How far back the log goes. The real cloud's is not known. */
const keptMs = 1440 * minute;

/** The negotiation of a tunnel. Where no device is simulated, one that agrees, or is silent, as the Status says. */
export const see = ({ data }: World, connection: VpnConnection, tunnel?: Tunnel): Seen => {
  const { peer, Status } = tunnel ?? connection;
  const cloud = cloudEnd(data, connection, tunnel);
  const end = complete(peer ?? { Up: Status === 'ipsec_sa_established' }, cloud);
  const verdict = compare(cloud, end);
  const words = cloudWords(verdict.cause, cloud, end);
  return { connection, ...(tunnel && { tunnel }), cloud, verdict, words };
};

/** Each tunnel of a connection; the connection itself where it has one. */
export const seeAll = (world: World, connection: VpnConnection): Seen[] =>
  connection.tunnels?.map((one) => see(world, connection, one)) ?? [see(world, connection)];

/** Attempts begin this long after each full minute, so that two tunnels do not speak at once. */
const offsetOf = ({ connection, tunnel }: Seen): number =>
  ([...(tunnel?.TunnelId ?? connection.VpnConnectionId)].reduce((sum, one) => sum + one.charCodeAt(0), 0) % 25) * 1000;

const note = (place: string, text: string): string => `[PROTO_NOTIFY]: ${place}: ${text}`;

/** What one attempt writes, with seconds from its beginning. */
const attempt = (seen: Seen, dialect: 'cloud' | 'strongswan'): [second: number, text: string][] => {
  const { cloud, verdict, words } = seen;
  if (dialect === 'strongswan') return verdict.log.cloud.map((line, index) => [Math.floor(index / 4), line]);
  if (!words.line) return [];
  const { Address, PeerAddress, IkeConfig } = cloud;
  const ends = `${Address}[500]<=>${PeerAddress}[500]`;
  const isNew = IkeConfig.IkeVersion === 'ikev2';
  const begun = isNew
    ? note('ikev2.c:301:ikev2_initiate()', `initiating IKE_SA negotiation: ${ends}`)
    : note('ikev1.c:188:isakmp_ph1begin_i()', `initiate new phase 1 negotiation: ${ends}`);
  const isSilent = ['NoResponse', 'Phase1NegotiationTimeout'].includes(words.code);
  const again = isNew
    ? note('ikev2.c:640:ikev2_retransmit()', 'sending retransmit 1 of request message ID 0, seq 1')
    : '';
  const phase1 = verdict.Status !== 'ike_sa_not_established';
  return [
    [0, begun],
    ...(isSilent && again ? [[4, again] as [number, string]] : []),
    ...(phase1 ? [[1, establishedNote(cloud)] as [number, string]] : []),
    [isSilent ? 30 : 2, words.line],
  ];
};

/** Phase 1 is up. */
const establishedNote = ({ Address, PeerAddress, IkeConfig }: CloudEnd): string =>
  note(
    IkeConfig.IkeVersion === 'ikev2' ? 'ikev2.c:1550:ikev2_established()' : 'ikev1.c:2004:log_ph1established()',
    `ISAKMP-SA established ${Address}[500]-${PeerAddress}[500] spi:c0ffee01:c0ffee02`,
  );

/** What a tunnel that is up writes when its keys are renewed. */
const renewed = ({ cloud, verdict }: Seen, dialect: 'cloud' | 'strongswan'): [number, string][] => {
  if (dialect === 'strongswan') return verdict.log.cloud.map((line, index) => [Math.floor(index / 4), line]);
  const { Address, PeerAddress } = cloud;
  const child = `IPsec-SA established: ESP/Tunnel ${PeerAddress}[0]->${Address}[0] spi=12648433(0xc0fff1)`;
  return [
    [0, establishedNote(cloud)],
    [1, note('pfkey.c:1177:pk_recvupdate()', child)],
  ];
};

/** The first moments of attempts, or of renewals, in a time range. */
const beginnings = (seen: Seen, from: number, to: number): number[] => {
  const isUp = seen.verdict.Status === 'ipsec_sa_established';
  const since = seen.connection.CreateTime ?? 0;
  const step = isUp ? Math.max(minute, seen.cloud.IpsecConfig.IpsecLifetime * 1000) : minute;
  const origin = isUp ? since : Math.floor(since / minute) * minute + offsetOf(seen);
  const first = origin + Math.max(0, Math.ceil((from - origin) / step)) * step;
  const count = to < first ? 0 : Math.floor((to - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
};

/** The log of a tunnel between two moments, both inclusive, oldest first; computed, so it follows every change at once. */
export const logOf = (world: World, seen: Seen, from: number, to: number): LogLine[] => {
  const { connection_log } = world.platform;
  const now = world.clock.now();
  const earliest = Math.max(from, now - keptMs);
  const lines = seen.verdict.Status === 'ipsec_sa_established' ? renewed : attempt;
  // An attempt that began before the range may end in it.
  return beginnings(seen, earliest - minute, Math.min(to, now))
    .flatMap((begin) => lines(seen, connection_log).map(([second, text]) => ({ time: begin + second * 1000, text })))
    .filter(({ time }) => time >= earliest && time <= Math.min(to, now));
};

/** A line as the cloud prints it. Its time is that of UTC+8, as the vendor's published sample line and its moment show. */
export const writeLine = ({ connection }: Seen, { time, text }: LogLine): string =>
  `${new Date(time + 480 * minute).toISOString().slice(0, 19).replace('T', ' ')} ${connection.VpnConnectionId} ${text}`;
