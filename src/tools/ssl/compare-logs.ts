import type { LocalizedText } from '../../catalogue/message.ts';
import { contains, overlaps } from '../../network/cidr.ts';
import { blockOfMask } from '../../vendors/end.ts';
import type { SslLogCause, SslSide } from '../../vendors/log-row.ts';
import { evidenceOf } from '../causes/evidence.ts';
import type { Finding } from './findings.ts';
import type { SslLine } from './log-line.ts';

/** What an end says that it uses for the data; both have to say the same. */
interface Channel {
  readonly cipher?: string | undefined;
  readonly auth?: string | undefined;
  readonly compression?: string | undefined;
}

const DATA = /Data Channel: [Cc]ipher '([\w-]{1,40})'(?:.{0,40}\bauth '([\w-]{1,40})')?/;
const HASH = /Data Channel: Using \d{1,4} bit message hash '([\w-]{1,40})'/;
const COMPRESSION = /compression: '([\w-]{1,20})'/;

/** What each client's lines, or the client itself, say; 2.5 and older write cipher and digest on lines of their own. */
const channelsOf = (lines: readonly SslLine[], side: SslSide): readonly Channel[] => {
  const found = new Map<string, Channel>();
  for (const { text, side: of, address = '' } of lines) {
    if (of !== side || !text.includes('Data Channel')) continue;
    const [, cipher, auth] = DATA.exec(text) ?? [];
    const hash = HASH.exec(text)?.[1];
    if (cipher) found.set(address, { cipher, auth, compression: COMPRESSION.exec(text)?.[1] ?? 'none' });
    else if (hash) found.set(address, { ...found.get(address), auth: hash });
  }
  return [...found.values()];
};

const DIFFERS: LocalizedText = {
  en: '{what}: {client} at the client, {server} at the server',
  zh: '{what}：客户端为 {client}，服务端为 {server}',
};

const DEVICE = /TUN\/TAP device (tun|tap)\d{0,5} opened/;

const deviceOf = (lines: readonly SslLine[], side: SslSide): string | undefined =>
  lines.findLast((line) => line.side === side && DEVICE.test(line.text))?.text.match(DEVICE)?.[1];

const compareDevices = (lines: readonly SslLine[]): readonly Finding[] => {
  const [client, server] = [deviceOf(lines, 'client'), deviceOf(lines, 'server')];
  if (!client || !server || client === server) return [];
  const evidence = [evidenceOf(DIFFERS, { what: 'device', client, server })];
  return [{ id: 'stale-client-file', confidence: 0.95, evidence }];
};

const GATEWAY = /ROUTE_GATEWAY (\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,3}(?:\.\d{1,3}){3})/;
const PUSHED = /\b(?:route|ifconfig) (\d{1,3}(?:\.\d{1,3}){3}) (\d{1,3}(?:\.\d{1,3}){3})/g;
const MOST_PUSHED = 200;

const LAN: LocalizedText = {
  en: "the client's own network {lan} overlaps {pushed}, which the server sends into the tunnel",
  zh: '客户端本地网络 {lan} 与服务端下发到隧道的 {pushed} 重叠',
};

/** The client's home network against what the server pushes: both stand in the client's own log. */
const compareHome = (lines: readonly SslLine[]): readonly Finding[] => {
  const own = lines.filter(({ side }) => side !== 'server');
  const [, address = '', mask = ''] = own.findLast(({ text }) => GATEWAY.test(text))?.text.match(GATEWAY) ?? [];
  const lan = blockOfMask(address, mask);
  const reply = own.findLast(({ text }) => text.includes("'PUSH_REPLY"))?.text ?? '';
  if (lan === undefined) return [];
  const pushed = [...reply.matchAll(PUSHED)]
    .slice(0, MOST_PUSHED)
    .flatMap(([, base = '', netmask = '']) => blockOfMask(base, netmask) ?? []);
  const hit = pushed.find((block) => overlaps(block, lan));
  if (hit === undefined) return [];
  // A wide route around a small home network leaves most of it reachable.
  const confidence = contains(lan, hit) ? 0.75 : 0.45;
  return [{ id: 'client-lan', confidence, evidence: [evidenceOf(LAN, { lan, pushed: hit })] }];
};

const PARTS: readonly (readonly [keyof Channel, SslLogCause])[] = [
  ['cipher', 'stale-client-file'],
  ['auth', 'stale-client-file'],
  ['compression', 'compression-differs'],
];

/**
 * Values of the data channel that the logs of both ends name and that differ: proof where the server speaks of one
 * client only.
 */
const compareChannels = (lines: readonly SslLine[]): readonly Finding[] => {
  const client = channelsOf(lines, 'client').at(-1);
  const server = channelsOf(lines, 'server');
  if (!client) return [];
  return PARTS.flatMap(([what, id]) => {
    const mine = client[what];
    const theirs = server.flatMap((one) => one[what] ?? []);
    if (mine === undefined || theirs.length === 0 || theirs.includes(mine)) return [];
    const values = { what, client: mine, server: [...new Set(theirs)].join(', ') };
    return [{ id, confidence: server.length === 1 ? 0.95 : 0.55, evidence: [evidenceOf(DIFFERS, values)] }];
  });
};

/** What the logs of the two ends, or the log and the network of the client, say against each other. */
export const compareEnds = (lines: readonly SslLine[]): readonly Finding[] => [
  ...compareChannels(lines),
  ...compareDevices(lines),
  ...compareHome(lines),
];
