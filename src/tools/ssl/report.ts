import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { formatCause } from '../causes/format-cause.ts';
import { formatUnread, wasRead } from '../causes/unread.ts';
import { atLeast, type Certificate, type SslServer } from '../inventory/inventory.ts';
import { SSL_CAUSES, type SslCauseId } from './causes.ts';
import type { ServerFacts, SslFacts } from './gather-ssl.ts';
import { isExpired, type SslCandidate } from './judge-ssl.ts';
import { clientLine, listedText } from './online.ts';
import type { SslLogReading } from './read-log.ts';
import type { Session } from './sessions.ts';
import { verdictOf } from './verdict.ts';

/** Lines of sessions, causes that are told, and guesses where nothing better is known. */
const [MOST_SESSIONS, MOST_CAUSES, MOST_GUESSES] = [30, 6, 4];

const MESSAGES = {
  estimate: {
    en: 'Estimate, no fact: {count} seem online by the log of {minutes} minutes{newest}{gap}; the server counts {used}{rest}.',
    zh: '估计，并非事实：按最近 {minutes} 分钟的日志{newest}约 {count} 个在线{gap}；服务端计数为 {used}{rest}。',
  },
  nobody: {
    en: 'The log of {minutes} minutes{newest} names nobody online{gap}; the server counts {used}{rest}.',
    zh: '最近 {minutes} 分钟的日志{newest}未显示在线用户{gap}；服务端计数为 {used}{rest}。',
  },
  behind: {
    en: ', which the log contradicts: the count lags, or the log lacks who left',
    zh: '，与日志不符：计数有延迟，或日志缺少离线记录',
  },
  contradicted: { en: '{used} by its own count, {count} by the log', zh: '服务端计数 {used}，日志显示 {count}' },
  newest: { en: ' up to {to}', zh: '（截至 {to}）' },
  unnamed: {
    en: ', {more} of them unnamed: connected before it',
    zh: '，其中 {more} 个无名：更早接入',
  },
  incomplete: {
    en: ' (the log is not complete: IsCompleted is not true)',
    zh: '（日志不完整：IsCompleted 不为 true）',
  },
  expired: { en: '{count}, {expired} expired', zh: '{count}，其中 {expired} 已过期' },
  unknown: { en: 'not known', zh: '未知' },
  session: { en: '{name}, {ip} from {address}{since}', zh: '{name}，{ip}，来自 {address}{since}' },
  since: { en: ', since {since}', zh: '，自 {since}' },
  before: { en: ', from before the window', zh: '，窗口之前接入' },
  blind: {
    en: "the client's machine and network, security groups, who is online for certain",
    zh: '客户端本机与网络、安全组，以及确切的在线用户',
  },
  blindButOnline: {
    en: "the client's machine and network, security groups",
    zh: '客户端本机与网络、安全组',
  },
  elsewhere: {
    en: 'other regions: name one in RegionId, or a person in Who',
    zh: '其他地域：请用 RegionId 指定地域，或用 Who 指定用户',
  },
  partial: {
    en: 'the log of {server} is incomplete: a missing line proves nothing',
    zh: '{server} 的日志不完整：缺少记录不能说明问题',
  },
} satisfies Record<string, LocalizedText>;

const NEXT = {
  proven: {
    en: 'None is needed to know why. When it is mended, let the person connect once and diagnose again.',
    zh: '原因已明确，无需再测试。处理后让用户重连一次，再次诊断。',
  },
  stranger: {
    en: "Ask for the certificate's name, or for the ID in the client's file (CN=vsc-...), and diagnose that.",
    zh: '请用户提供证书名称，或客户端文件中的 ID（CN=vsc-...），再据此诊断。',
  },
  server: {
    en: "Let the person connect once now and diagnose again within {minutes} minutes with that person or server in Who: the server's log of that minute decides; or paste it after the client's.",
    zh: '让用户现在重连一次，在 {minutes} 分钟内用 Who 指定该用户或服务端再次诊断：服务端同一时刻的日志可以定论；也可粘贴在客户端日志之后。',
  },
  log: {
    en: "Let the person connect once now, diagnose again within {minutes} minutes, and paste the client's own log as Log.",
    zh: '让用户现在重连一次，在 {minutes} 分钟内再次诊断，并把客户端自己的日志作为 Log 粘贴。',
  },
} satisfies Record<string, LocalizedText>;

const countOf = ({ Connections, MaxConnections }: SslServer, language: Language): string =>
  Connections === undefined && MaxConnections === undefined
    ? format(MESSAGES.unknown, language)
    : `${Connections ?? '?'}/${MaxConnections ?? '?'}`;

/** Whether the log names more clients than the server counts. */
const isContradicted = ({ Connections }: SslServer, log: SslLogReading | undefined): boolean =>
  Connections !== undefined && (log?.online.length ?? 0) > Connections;

const usedOf = ({ server, log }: ServerFacts, language: Language): string => {
  const used = countOf(server, language);
  if (!log || !isContradicted(server, log)) return used;
  return format(MESSAGES.contradicted, language, { used, count: log.online.length });
};

const NEEDS_NEW: readonly SslCauseId[] = ['cert-expired', 'cert-deleted', 'shared-cert', 'weak-certificate'];
const NEEDS_FILES: readonly SslCauseId[] = [
  'wrong-client-files',
  'tls-auth-mismatch',
  'wrong-server-files',
  'stale-client-file',
  'compression-differs',
  'cipher-negotiation',
];

const present = (args: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** A new certificate, or the files of the valid one; never a deletion, which throws everybody out. */
const fixOf = (facts: SslFacts, { id, certificate }: SslCandidate) => {
  if (!certificate) return undefined;
  const { SslVpnServerId, SslVpnClientCertId, Name } = certificate;
  const place = { RegionId: facts.regionId };
  if (NEEDS_NEW.includes(id))
    return {
      Tool: 'CreateSslVpnClientCert',
      Arguments: present({ ...place, SslVpnServerId, Name: Name ? `${Name.slice(0, 120)}-new` : undefined }),
    };
  if (!NEEDS_FILES.includes(id)) return undefined;
  return { Tool: 'DescribeSslVpnClientCert', Arguments: present({ ...place, SslVpnClientCertId }) };
};

const serverText = ({ server }: ServerFacts): string =>
  `${server.Name || server.SslVpnServerId}: ${server.InternetIp ?? '?'}:${server.Port ?? '?'}/${server.Proto ?? '?'}`;

const nameOf = ({ certificates }: SslFacts, id: string): string => {
  const Name = certificates.find(({ SslVpnClientCertId }) => SslVpnClientCertId === id)?.Name;
  return Name ? `${Name} (${id})` : id;
};

const causeOut = (facts: SslFacts, candidate: SslCandidate, language: Language) => {
  const { id, server } = candidate;
  const around = server ?? facts.servers[0];
  const values = { cipher: around?.server.Cipher ?? 'AES-256-CBC', server: around ? serverText(around) : '-' };
  const Fix = fixOf(facts, candidate);
  return {
    ...formatCause(candidate, SSL_CAUSES[id].is, 4, language),
    ...(Fix && { Fix }),
    Advice: format(SSL_CAUSES[id].advice, language, values),
  };
};

const certificateOut = ({ servers }: SslFacts, one: Certificate) => {
  const { SslVpnClientCertId: Id = '', Name, Status, EndTimeIso, SslVpnServerId } = one;
  const last = servers.flatMap(({ log }) => log?.seen.get(Id) ?? [])[0];
  return { Id, Name, Status, Ends: EndTimeIso, SslVpnServerId, ...(last && { LastLine: last }) };
};

/** Without the date where it is that of the newest line. */
const sinceText = ({ since, isFromBefore }: Session, newest: string | undefined, language: Language): string => {
  const day = newest?.slice(0, 11);
  if (since !== undefined)
    return format(MESSAGES.since, language, { since: day && since.startsWith(day) ? since.slice(11) : since });
  return isFromBefore ? format(MESSAGES.before, language) : '';
};

/** One line for each session, with the name behind the certificate. */
const sessionLines = (facts: SslFacts, { online, window }: SslLogReading, language: Language): readonly string[] =>
  online.slice(0, MOST_SESSIONS).map((one) =>
    format(MESSAGES.session, language, {
      name: nameOf(facts, one.cn),
      ip: one.ip ?? '?',
      address: one.address.replace(/:\d{1,5}$/, ''),
      since: sinceText(one, window.to, language),
    }),
  );

/** What the server's own count adds to the sessions that the log names. */
const restText = ({ server }: ServerFacts, log: SslLogReading, language: Language): string => {
  if (isContradicted(server, log)) return format(MESSAGES.behind, language);
  const more = (server.Connections ?? 0) - log.online.length;
  if (more <= 0) return '';
  return log.online.length === 0 ? format(MESSAGES.before, language) : format(MESSAGES.unnamed, language, { more });
};

/** How many seem online by name, in which window, and what the server's own count says beside it. */
const onlineText = (facts: SslFacts, one: ServerFacts, log: SslLogReading, language: Language): string =>
  format(log.online.length === 0 ? MESSAGES.nobody : MESSAGES.estimate, language, {
    count: log.online.length,
    minutes: facts.minutes,
    newest: log.window.to === undefined ? '' : format(MESSAGES.newest, language, { to: log.window.to }),
    used: one.server.Connections ?? format(MESSAGES.unknown, language),
    rest: restText(one, log, language),
    gap: one.isLogComplete ? '' : format(MESSAGES.incomplete, language),
  });

/** How many certificates a server has, and how many of them have ended. */
const certificatesText = (
  facts: SslFacts,
  { SslVpnServerId }: SslServer,
  nowMs: number,
  language: Language,
): string => {
  const own = facts.certificates.filter((one) => one.SslVpnServerId === SslVpnServerId);
  const count = wasRead(facts, 'DescribeSslVpnClientCerts') ? `${own.length}` : atLeast(own.length, language);
  const expired = own.filter((one) => isExpired(one, nowMs)).length;
  return expired > 0 ? format(MESSAGES.expired, language, { count, expired }) : count;
};

/** Who is online: the cloud's own list where it was read, else what the log suggests. */
const onlineOut = (
  facts: SslFacts,
  one: ServerFacts,
  language: Language,
): { readonly Online?: string; readonly OnlineNow?: readonly string[] } => {
  const { clients, log } = one;
  if (clients) {
    const OnlineNow = clients.clients
      .slice(0, MOST_SESSIONS)
      .map((client) => clientLine(client, nameOf(facts, client.cn), language));
    return { Online: listedText(clients, language), ...(OnlineNow.length > 0 && { OnlineNow }) };
  }
  if (!log) return {};
  return {
    Online: onlineText(facts, one, log, language),
    ...(log.online.length > 0 && { OnlineNow: sessionLines(facts, log, language) }),
  };
};

const serverOut = (facts: SslFacts, one: ServerFacts, nowMs: number, language: Language) => {
  const { server, log, gateway } = one;
  return {
    SslVpnServerId: server.SslVpnServerId,
    Name: server.Name,
    Listens: `${server.InternetIp ?? '?'}:${server.Port ?? '?'}/${server.Proto ?? '?'}`,
    Sessions: usedOf(one, language),
    Certificates: certificatesText(facts, server, nowMs, language),
    Gateway: `${server.VpnGatewayId ?? '?'} ${gateway?.Status ?? ''} ${gateway?.BusinessStatus ?? ''}`.trim(),
    LocalSubnet: server.LocalSubnet,
    ...(log && {
      LogLines: log.lines,
    }),
    ...onlineOut(facts, one, language),
  };
};

/** What was pasted: whose log it is, how much of it is known, and who is online by it. */
const pasteOut = (facts: SslFacts, log: SslLogReading, language: Language) => ({
  Side: log.side ?? format(MESSAGES.unknown, language),
  Lines: log.lines,
  Recognised: log.known,
  ...(log.window.to && { Window: `${log.window.from} .. ${log.window.to}` }),
  ...(log.online.length > 0 && { OnlineNow: sessionLines(facts, log, language) }),
});

const nextFor = (first: SslCandidate | undefined, pasted: SslLogReading | undefined): LocalizedText => {
  if (first?.id === 'cert-missing') return NEXT.stranger;
  if (first && first.confidence >= 0.9) return NEXT.proven;
  if (first && SSL_CAUSES[first.id].test) return SSL_CAUSES[first.id].test ?? NEXT.proven;
  if (pasted?.side === 'client') return NEXT.server;
  return NEXT.log;
};

/** Guesses are few; what is told at all is told with its evidence. */
const shown = (candidates: readonly SslCandidate[]): readonly SslCandidate[] => {
  const likely = candidates.filter(({ confidence }) => confidence >= 0.5);
  return likely.length > 0 ? likely.slice(0, MOST_CAUSES) : candidates.slice(0, MOST_GUESSES);
};

/** Whether nobody was named, and the region that was read has nothing to diagnose: only then does another one matter. */
const isRegionEmpty = ({ asked, regionId, servers }: SslFacts): boolean =>
  asked === undefined && regionId === undefined && servers.length === 0;

/** What was found, as the tool gives it. */
export const reportSsl = (
  facts: SslFacts,
  candidates: readonly SslCandidate[],
  nowMs: number,
  language: Language,
  pasted?: SslLogReading,
) => {
  const partial = facts.servers.filter(({ log, isLogComplete }) => log && (!isLogComplete || log.unread));
  return {
    Verdict: verdictOf(facts, candidates, nowMs, language, pasted),
    Causes: shown(candidates).map((candidate) => causeOut(facts, candidate, language)),
    ...(facts.matchingCertificates.length > 0 && {
      Certificates: facts.matchingCertificates.slice(0, 20).map((one) => certificateOut(facts, one)),
    }),
    Servers: facts.servers.slice(0, 5).map((one) => serverOut(facts, one, nowMs, language)),
    ...(pasted && { Pasted: pasteOut(facts, pasted, language) }),
    NextTest: format(nextFor(candidates[0], pasted), language, { minutes: facts.minutes }),
    NotVisible: [
      format(facts.servers.some(({ clients }) => clients) ? MESSAGES.blindButOnline : MESSAGES.blind, language),
      ...(isRegionEmpty(facts) ? [format(MESSAGES.elsewhere, language)] : []),
      ...partial.map(({ server }) =>
        format(MESSAGES.partial, language, { server: server.Name || (server.SslVpnServerId ?? '-') }),
      ),
      ...[...facts.unseen, ...facts.unreadEvidence].map(({ Action, Reason }) => formatUnread(Action, Reason, language)),
    ],
  };
};
