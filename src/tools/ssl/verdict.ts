import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { certaintyOf, confidenceText } from '../causes/format-cause.ts';
import { unreadHead } from '../causes/unread.ts';
import type { Certificate } from '../inventory/inventory.ts';
import { SSL_CAUSES } from './causes.ts';
import type { SslFacts } from './gather-ssl.ts';
import { isExpired, type SslCandidate, someNames } from './judge-ssl.ts';
import type { SslLogReading } from './read-log.ts';

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
  read: {
    en: 'no known sign of trouble in what was read of {place}. SSL servers: {servers}; certificates: {certificates}; log lines of {minutes} minutes: {lines}.',
    zh: '在 {place} 已读取的内容中没有已知的故障迹象：{servers} 个 SSL 服务端、{certificates} 张证书、最近 {minutes} 分钟的 {lines} 行日志。',
  },
  unknown: {
    en: 'not known: the log could not be read, or not whole; settings and certificates show no known sign of trouble.',
    zh: '未知：日志无法读取或不完整；设置与证书中没有已知的故障迹象。',
  },
  stands: {
    en: 'the pasted log ends with a connection that stands.',
    zh: '粘贴的日志以已建立的连接结束。',
  },
  unnamed: {
    en: 'not known: {known} of {lines} pasted lines were recognised as those of OpenVPN, and none names a known cause.{unread}',
    zh: '未知：粘贴的 {lines} 行中识别出 {known} 行 OpenVPN 日志，没有一行指明已知原因。{unread}',
  },
  foreign: {
    en: 'the pasted text was not understood: none of its {lines} lines is known as a line of OpenVPN, so it proves nothing.{unread}',
    zh: '粘贴的文本无法理解：{lines} 行中没有可识别的 OpenVPN 日志，不能说明任何问题。{unread}',
  },
  unread: { en: ' Its lines that speak of failure: {lines}', zh: '其中提到失败的行：{lines}' },
  past: { en: ' Earlier in the log, and past: {past}.', zh: '日志中较早、已成过去的：{past}。' },
  which: { en: ', {name} ({id})', zh: '，{name}（{id}）' },
  full: { en: ', {used}/{max} on {name}', zh: '，{name} 上 {used}/{max}' },
  many: {
    en: ' {count} certificates fit this name and were judged together: name one of them to know about one person.',
    zh: ' 有 {count} 张证书匹配该名称，以上为合并判断：要了解某一个人，请指明其中一张。',
  },
  elsewhere: { en: ' In other regions fit too: {names}.', zh: '其他地域中也匹配：{names}。' },
  others: { en: ' The other certificates of this name are valid: {names}.', zh: '同名的其他证书有效：{names}。' },
} satisfies Record<string, LocalizedText>;

const whichOf = ({ id, certificate, server }: SslCandidate, isOnly: boolean, language: Language): string => {
  if (certificate)
    return format(VERDICT.which, language, {
      name: certificate.Name ?? '-',
      id: certificate.SslVpnClientCertId ?? '-',
    });
  if (!server) return '';
  const { Connections = 0, MaxConnections = 0, Name, SslVpnServerId } = server.server;
  if (id !== 'server-full')
    return isOnly ? '' : format(VERDICT.which, language, { name: Name || '-', id: SslVpnServerId ?? '-' });
  return format(VERDICT.full, language, {
    used: Connections,
    max: MaxConnections,
    name: Name || (SslVpnServerId ?? '-'),
  });
};

/** More devices than these one person seldom has. */
const MOST_OF_ONE = 5;

/** Whom or what else the question may mean. */
const doubts = ({ matchingCertificates, elsewhere }: SslFacts, language: Language): string => {
  const count = matchingCertificates.length;
  return [
    count > MOST_OF_ONE ? format(VERDICT.many, language, { count }) : '',
    elsewhere.length > 0 ? format(VERDICT.elsewhere, language, { names: someNames(elsewhere) }) : '',
  ].join('');
};

const validOthers = (facts: SslFacts, first: SslCandidate | undefined, nowMs: number): readonly Certificate[] =>
  first?.certificate === undefined
    ? []
    : facts.matchingCertificates.filter(
        (one) => one.SslVpnClientCertId !== first.certificate?.SslVpnClientCertId && !isExpired(one, nowMs),
      );

/** What was given and is not known to be anything; said before all that the API shows. */
const ofPaste = ({ lines, known, notUnderstood, isConnected }: SslLogReading, language: Language): string => {
  const quotes = notUnderstood.map((line) => `"${line}"`).join(' | ');
  const rest = quotes === '' ? '' : format(VERDICT.unread, language, { lines: quotes });
  if (isConnected) return format(VERDICT.stands, language);
  if (known === 0) return format(VERDICT.foreign, language, { lines, unread: rest });
  return format(VERDICT.unnamed, language, { lines, known, unread: rest });
};

const MOST_PLACES = 3;

const ofNothing = (facts: SslFacts, language: Language): string => {
  const isWhole = facts.unseen.length === 0 && facts.servers.every(({ log, isLogComplete }) => log && isLogComplete);
  const lines = facts.servers.reduce((sum, { log }) => sum + (log?.lines ?? 0), 0);
  return format(isWhole ? VERDICT.read : VERDICT.unknown, language, {
    // Somebody found has one region, whatever was searched before.
    place: facts.regionId ?? facts.searched.regions.slice(0, MOST_PLACES).join(', '),
    servers: facts.servers.length,
    certificates: facts.certificates.length,
    lines,
    minutes: facts.minutes,
  });
};

const ofCandidates = (
  facts: SslFacts,
  [first, ...rest]: readonly [SslCandidate, ...SslCandidate[]],
  nowMs: number,
  language: Language,
): string => {
  const valuesOf = (one: SslCandidate) => ({
    confidence: confidenceText(one.confidence),
    is: format(SSL_CAUSES[one.id].is, language),
    which: whichOf(one, facts.servers.length === 1, language),
  });
  // Two clients may fail for two proven reasons: neither hides the other.
  const also = rest.slice(0, 2).filter(({ confidence }) => certaintyOf(confidence) === 'proven');
  const others = validOthers(facts, first, nowMs).map(
    ({ Name, SslVpnClientCertId }) => Name || (SslVpnClientCertId ?? '-'),
  );
  return [
    format(VERDICT[certaintyOf(first.confidence)], language, valuesOf(first)),
    ...also.map((one) => format(VERDICT.also, language, valuesOf(one))),
    others.length > 0 ? format(VERDICT.others, language, { names: someNames(others) }) : '',
  ].join('');
};

/** The answer in one paragraph. What was pasted and not understood is said so, whatever else was found. */
export const verdictOf = (
  facts: SslFacts,
  candidates: readonly SslCandidate[],
  nowMs: number,
  language: Language,
  pasted?: SslLogReading,
): string => {
  const head =
    unreadHead(facts, language) +
    (facts.asked ? format(VERDICT.who, language, { who: facts.asked }) : format(VERDICT.all, language));
  const [first, ...rest] = candidates;
  const isMute = pasted !== undefined && pasted.findings.length === 0;
  const causes = first
    ? ofCandidates(facts, [first, ...rest], nowMs, language)
    : pasted
      ? ''
      : ofNothing(facts, language);
  const past = (pasted?.past ?? []).map((id) => format(SSL_CAUSES[id].is, language));
  return [
    head,
    causes,
    isMute ? (causes === '' ? '' : ' ') + ofPaste(pasted, language) : '',
    past.length > 0 ? format(VERDICT.past, language, { past: past.join('; ') }) : '',
    doubts(facts, language),
  ].join('');
};
