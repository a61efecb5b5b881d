import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { certaintyOf, confidenceText, formatCause, formatUnread } from '../causes/format-cause.ts';
import type { Certificate, SslServer } from '../inventory/inventory.ts';
import { SSL_CAUSES, type SslCauseId } from './causes.ts';
import type { ServerFacts, SslFacts } from './gather-ssl.ts';
import { isExpired, type SslCandidate } from './judge-ssl.ts';

/** The sentences of a verdict and of the rest of the report. */
const VERDICT = {
  who: { en: '{who}: ', zh: '{who}：' },
  all: { en: 'SSL-VPN: ', zh: 'SSL-VPN：' },
  proven: { en: 'cause ({confidence}): {is}{which}.', zh: '原因（{confidence}）：{is}{which}。' },
  likely: { en: 'most likely ({confidence}): {is}{which}.', zh: '最可能（{confidence}）：{is}{which}。' },
  guess: {
    en: 'nothing is proven; first candidate cause ({confidence}): {is}{which}.',
    zh: '尚无确证；首要候选原因（{confidence}）：{is}{which}。',
  },
  also: { en: ' Also ({confidence}): {is}{which}.', zh: '另外（{confidence}）：{is}{which}。' },
  fine: { en: 'nothing wrong can be seen from here.', zh: '从云端看不到任何问题。' },
  fineSoFar: { en: 'nothing wrong can be seen in what was read.', zh: '已读取的部分看不到任何问题。' },
  notRead: {
    en: 'Not known: {actions} could not be read, see NotVisible. ',
    zh: '未知：无法读取 {actions}，见 NotVisible。',
  },
  which: { en: ', {name} ({id})', zh: '，{name}（{id}）' },
  full: { en: ', {used}/{max} on {name}', zh: '，{name} 上 {used}/{max}' },
  others: { en: ' The other certificates of this name are valid: {names}.', zh: '同名的其他证书有效：{names}。' },
  estimate: {
    en: 'Estimate from the log, not a fact: {count} seem online; the server counts {used}. Who connected before the window is missing{gap}.',
    zh: '根据日志的估计，并非事实：约 {count} 个在线；服务端计数为 {used}。窗口之前接入的用户不在其中{gap}。',
  },
  incomplete: {
    en: ', and the log is not complete (IsCompleted is not true)',
    zh: '，且日志不完整（IsCompleted 不为 true）',
  },
  blind: {
    en: "the client's machine and network, security groups, and who is online for certain",
    zh: '客户端本机与网络、安全组，以及确切的在线用户',
  },
  elsewhere: {
    en: 'SSL servers of other regions: name one in RegionId, or a person in Who',
    zh: '其他地域的 SSL 服务端：请用 RegionId 指定地域，或用 Who 指定用户',
  },
  partial: {
    en: 'the log of {server} is incomplete: a missing line proves nothing',
    zh: '{server} 的日志不完整：缺少记录不能说明问题',
  },
} satisfies Record<string, LocalizedText>;

const NEXT = {
  proven: {
    en: 'Do this, then let the person connect once and diagnose again.',
    zh: '处理后让用户重连一次，再次诊断。',
  },
  stranger: {
    en: "Ask for the certificate's name, or for the ID in the client's file (CN=vsc-...), and diagnose that.",
    zh: '请用户提供证书名称，或客户端文件中的 ID（CN=vsc-...），再据此诊断。',
  },
  log: {
    en: "Let the person connect once now, diagnose again within {minutes} minutes, and paste the client's own log as Log.",
    zh: '让用户现在重连一次，在 {minutes} 分钟内再次诊断，并把客户端自己的日志作为 Log 粘贴。',
  },
} satisfies Record<string, LocalizedText>;

const usedOf = ({ Connections = 0, MaxConnections = 0 }: SslServer): string => `${Connections}/${MaxConnections}`;

const whichOf = ({ id, certificate, server }: SslCandidate, language: Language): string => {
  if (certificate)
    return format(VERDICT.which, language, {
      name: certificate.Name ?? '-',
      id: certificate.SslVpnClientCertId ?? '-',
    });
  if (id !== 'server-full' || !server) return '';
  const { Connections = 0, MaxConnections = 0, Name, SslVpnServerId } = server.server;
  return format(VERDICT.full, language, {
    used: Connections,
    max: MaxConnections,
    name: Name || (SslVpnServerId ?? '-'),
  });
};

const validOthers = (facts: SslFacts, first: SslCandidate | undefined, nowMs: number): readonly Certificate[] =>
  first?.certificate === undefined
    ? []
    : facts.matchingCertificates.filter(
        (one) => one.SslVpnClientCertId !== first.certificate?.SslVpnClientCertId && !isExpired(one, nowMs),
      );

/** What was not read, for the beginning of a verdict. */
const unreadText = ({ unseen }: SslFacts, language: Language): string => {
  const actions = [...new Set(unseen.map(({ Action }) => Action))];
  return actions.length > 0 ? format(VERDICT.notRead, language, { actions: actions.join(', ') }) : '';
};

const verdictOf = (facts: SslFacts, candidates: readonly SslCandidate[], nowMs: number, language: Language): string => {
  const [first] = candidates;
  const head =
    unreadText(facts, language) +
    (facts.asked ? format(VERDICT.who, language, { who: facts.asked }) : format(VERDICT.all, language));
  if (!first) return head + format(facts.unseen.length > 0 ? VERDICT.fineSoFar : VERDICT.fine, language);
  const valuesOf = (one: SslCandidate) => ({
    confidence: confidenceText(one.confidence),
    is: format(SSL_CAUSES[one.id].is, language),
    which: whichOf(one, language),
  });
  // Two clients may fail for two proven reasons: neither hides the other.
  const also = candidates.slice(1, 3).filter(({ confidence }) => certaintyOf(confidence) === 'proven');
  const others = validOthers(facts, first, nowMs).map(({ Name, SslVpnClientCertId }) => Name || SslVpnClientCertId);
  const rest = others.length > 0 ? format(VERDICT.others, language, { names: others.join(', ') }) : '';
  return (
    head +
    [
      format(VERDICT[certaintyOf(first.confidence)], language, valuesOf(first)),
      ...also.map((one) => format(VERDICT.also, language, valuesOf(one))),
    ].join('') +
    rest
  );
};

const NEEDS_NEW: readonly SslCauseId[] = ['cert-expired', 'cert-deleted', 'shared-cert', 'weak-certificate'];
const NEEDS_FILES: readonly SslCauseId[] = [
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

const nameOf = ({ certificates }: SslFacts, id: string): string => {
  const Name = certificates.find(({ SslVpnClientCertId }) => SslVpnClientCertId === id)?.Name;
  return Name ? `${Name} (${id})` : id;
};

const serverOut = (facts: SslFacts, one: ServerFacts, language: Language) => {
  const { server, log, isLogComplete, gateway } = one;
  const online = log?.online ?? [];
  const gap = isLogComplete ? '' : format(VERDICT.incomplete, language);
  return {
    SslVpnServerId: server.SslVpnServerId,
    Name: server.Name,
    Listens: `${server.InternetIp ?? '?'}:${server.Port ?? '?'}/${server.Proto ?? '?'}`,
    Sessions: usedOf(server),
    Gateway: `${server.VpnGatewayId ?? '?'} ${gateway?.Status ?? ''} ${gateway?.BusinessStatus ?? ''}`.trim(),
    LocalSubnet: server.LocalSubnet,
    ...(log && {
      LogLines: log.lines,
      Online: format(VERDICT.estimate, language, { count: online.length, used: server.Connections ?? '?', gap }),
      ...(online.length > 0 && {
        OnlineNow: [...new Set(online.map(({ cn }) => nameOf(facts, cn)))].slice(0, 20),
      }),
    }),
  };
};

const nextFor = (first: SslCandidate | undefined): LocalizedText => {
  if (first?.id === 'cert-missing') return NEXT.stranger;
  return (first?.confidence ?? 0) >= 0.9 ? NEXT.proven : NEXT.log;
};

/** What was found, as the tool gives it. */
export const reportSsl = (facts: SslFacts, candidates: readonly SslCandidate[], nowMs: number, language: Language) => {
  const partial = facts.servers.filter(({ log, isLogComplete }) => log && (!isLogComplete || log.unread));
  return {
    Verdict: verdictOf(facts, candidates, nowMs, language),
    Causes: candidates.slice(0, 6).map((candidate) => causeOut(facts, candidate, language)),
    Certificates: facts.matchingCertificates.slice(0, 20).map((one) => certificateOut(facts, one)),
    Servers: facts.servers.slice(0, 5).map((one) => serverOut(facts, one, language)),
    NextTest: format(nextFor(candidates[0]), language, { minutes: facts.minutes }),
    NotVisible: [
      format(VERDICT.blind, language),
      ...(facts.asked === undefined && facts.regionId === undefined ? [format(VERDICT.elsewhere, language)] : []),
      ...partial.map(({ server }) =>
        format(VERDICT.partial, language, { server: server.Name || (server.SslVpnServerId ?? '-') }),
      ),
      ...facts.unseen.map(({ Action, Reason }) => formatUnread(Action, Reason, language)),
    ],
  };
};
