import type { LocalizedText } from '../../catalogue/message.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { regionsText } from '../../catalogue/schema/not-found.ts';
import { overlaps, readBlocks } from '../../network/cidr.ts';
import { blocksIn } from '../../vendors/end.ts';
import { distinct, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
import { wasRead } from '../causes/unread.ts';
import type { Certificate } from '../inventory/inventory.ts';
import type { SslCauseId } from './causes.ts';
import type { Finding } from './findings.ts';
import type { ServerFacts, SslFacts } from './gather-ssl.ts';
import type { SslLogReading } from './read-log.ts';

/** A candidate reason, with the certificate or server that it is about. */
export interface SslCandidate {
  readonly id: SslCauseId;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly certificate?: Certificate;
  readonly server?: ServerFacts;
}

const SEEN = {
  full: { en: '{used} of {max} sessions are in use', zh: '{max} 个会话中已用 {used} 个' },
  named: { en: '{name} ({id}), {status}, ends {ends}', zh: '{name}（{id}），{status}，到期 {ends}' },
  silent: {
    en: 'no line of {names} in the last {minutes} minutes of the log',
    zh: '最近 {minutes} 分钟的日志中没有 {names} 的任何记录',
  },
  none: {
    en: 'searched {count} certificates in {place}, all pages',
    zh: '已检索 {place} 的全部 {count} 张证书（所有分页）',
  },
  near: { en: '{name} is spelt alike', zh: '{name} 拼写相近' },
  pool: {
    en: 'ClientIpPool {pool} holds {fits} clients, {max} are allowed',
    zh: 'ClientIpPool {pool} 可容纳 {fits} 个客户端，允许 {max} 个',
  },
  overlap: {
    en: 'ClientIpPool {pool} overlaps LocalSubnet {local}',
    zh: 'ClientIpPool {pool} 与 LocalSubnet {local} 重叠',
  },
  online: {
    en: '{name} seems to be connected now, as {address} (from the log)',
    zh: '根据日志，{name} 目前似乎已接入：{address}',
  },
  listed: {
    en: "{name} is connected now, as {address} (the cloud's own list)",
    zh: '云端自身的列表显示 {name} 目前已接入：{address}',
  },
  elsewhere: {
    en: 'the client calls {called}, and {name} listens at {listens}',
    zh: '客户端访问 {called}，而 {name} 监听 {listens}',
  },
  stillValid: { en: 'the list of certificates says {status}', zh: '证书列表中的状态为 {status}' },
} satisfies Record<string, LocalizedText>;

export const isExpired = ({ Status, EndTime }: Certificate, nowMs: number): boolean =>
  Status === 'expired' || (EndTime !== undefined && EndTime <= nowMs);

const described = (certificate: Certificate): Evidence =>
  evidenceOf(SEEN.named, {
    name: certificate.Name ?? '-',
    id: certificate.SslVpnClientCertId ?? '-',
    status: certificate.Status ?? '-',
    ends: certificate.EndTimeIso?.slice(0, 10) ?? '-',
  });

const judgeGateway = (one: ServerFacts): readonly SslCandidate[] => {
  const { gateway } = one;
  if (!gateway) return [];
  const isReady = gateway.Status === undefined || gateway.Status === 'active' || gateway.Status === 'updating';
  return [
    ...(gateway.BusinessStatus === 'FinancialLocked'
      ? [candidate('financial-locked', 0.97, [fact('BusinessStatus = FinancialLocked')], one)]
      : []),
    ...(gateway.SslVpn === 'disable' ? [candidate('ssl-disabled', 0.97, [fact('SslVpn = disable')], one)] : []),
    ...(isReady ? [] : [candidate('gateway-not-ready', 0.95, [fact(`Status = ${gateway.Status}`)], one)]),
  ];
};

const candidate = (
  id: SslCauseId,
  confidence: number,
  evidence: readonly Evidence[],
  server: ServerFacts,
): SslCandidate => ({
  id,
  confidence,
  evidence,
  server,
});

/** Clients that a pool has room for; each takes four addresses. */
const clientsIn = (pool: string | undefined): number | undefined => {
  const prefix = Number(readBlocks(pool).blocks[0]?.split('/')[1] ?? Number.NaN);
  return Number.isNaN(prefix) ? undefined : Math.floor(2 ** (32 - prefix) / 4);
};

const judgeServer = (one: ServerFacts): readonly SslCandidate[] => {
  const { Connections: used, MaxConnections: max, ClientIpPool: pool = '', LocalSubnet: local = '' } = one.server;
  const fits = clientsIn(pool);
  const isFull = used !== undefined && max !== undefined && max > 0 && used >= max;
  const clash = blocksIn(pool).some((block) => blocksIn(local).some((other) => overlaps(block, other)));
  return [
    ...(isFull ? [candidate('server-full', 0.92, [evidenceOf(SEEN.full, { used, max })], one)] : []),
    ...(fits !== undefined && max !== undefined && fits < max
      ? [candidate('pool-too-small', 0.3, [evidenceOf(SEEN.pool, { pool, fits, max })], one)]
      : []),
    ...(clash ? [candidate('pool-overlap', 0.5, [evidenceOf(SEEN.overlap, { pool, local })], one)] : []),
  ];
};

/** Whether all clients are meant: nobody was named, or a server was. */
const areAllClientsMeant = ({ asked, isServerMeant }: SslFacts): boolean => asked === undefined || isServerMeant;

/**
 * What the server's log says of this person's certificates, and that the server is full; all of it where all clients
 * are meant. Of somebody without a certificate only an ID that was deleted can have lines: the trouble of others is not
 * his.
 */
const relevantFindings = (log: SslLogReading, facts: SslFacts): readonly Finding[] =>
  areAllClientsMeant(facts)
    ? log.findings
    : log.findings.filter(({ cn, id }) =>
        cn === undefined
          ? id === 'server-full'
          : cn === facts.asked ||
            facts.matchingCertificates.some(({ SslVpnClientCertId }) => SslVpnClientCertId === cn),
      );

/** A log that speaks of an expired certificate is checked against the list: a valid one points at a clock. */
const checked = (found: Finding, certificate: Certificate | undefined, nowMs: number): Finding => {
  if (found.id !== 'cert-expired' || !certificate || isExpired(certificate, nowMs)) return found;
  const status = evidenceOf(SEEN.stillValid, { status: certificate.Status ?? '-' });
  return { ...found, id: 'client-clock', confidence: 0.6, evidence: [...found.evidence, status] };
};

/** Causes about which the dates and the status of the certificate say something. */
const OF_DATES: readonly SslCauseId[] = ['cert-expired', 'cert-deleted', 'client-clock'];

const judgeFindings = (findings: readonly Finding[], facts: SslFacts, nowMs: number): readonly SslCandidate[] =>
  findings.map((found) => {
    const certificate = facts.certificates.find(({ SslVpnClientCertId }) => SslVpnClientCertId === found.cn);
    const { id, confidence, evidence } = checked(found, certificate, nowMs);
    return {
      id,
      confidence,
      evidence: [...evidence, ...(certificate && OF_DATES.includes(id) ? [described(certificate)] : [])],
      ...(certificate && { certificate }),
    };
  });

/** Evidence that the lists were searched, with similar names. */
const absent = (asked: string, { certificates, searched }: SslFacts): readonly Evidence[] => {
  const names = certificates.flatMap(({ Name, SslVpnClientCertId }) => [Name ?? '', SslVpnClientCertId ?? '']);
  const near = nearest(asked, names.filter(Boolean));
  return [
    evidenceOf(SEEN.none, { count: searched.certificates, place: regionsText(searched.regions, 'en') }),
    ...(near === undefined ? [] : [evidenceOf(SEEN.near, { name: near })]),
  ];
};

const judgeCertificates = (facts: SslFacts, nowMs: number): readonly SslCandidate[] => {
  const { asked, matchingCertificates } = facts;
  if (asked === undefined || areAllClientsMeant(facts)) return [];
  if (matchingCertificates.length === 0 && !wasRead(facts, 'DescribeSslVpnClientCerts')) return [];
  if (matchingCertificates.length === 0)
    return [{ id: 'cert-missing', confidence: 0.8, evidence: absent(asked, facts) }];
  const expired = matchingCertificates.filter((one) => isExpired(one, nowMs));
  const confidence = expired.length === matchingCertificates.length ? 0.9 : 0.5;
  return expired.map((certificate) => ({
    id: 'cert-expired',
    confidence,
    evidence: [described(certificate)],
    certificate,
  }));
};

/** The session of a certificate: a fact where the cloud lists who is connected, else what the log suggests. */
const sessionOf = ({ log, clients }: ServerFacts, { SslVpnClientCertId }: Certificate) => {
  const isOwn = ({ cn }: { readonly cn: string }): boolean => cn === SslVpnClientCertId;
  const listed = clients?.clients.find(isOwn);
  if (listed) return { cn: listed.cn, address: listed.address ?? '?', text: SEEN.listed };
  const logged = clients?.isWhole ? undefined : log?.online.find(isOwn);
  return logged && { cn: logged.cn, address: logged.address, text: SEEN.online };
};

/** The client is connected and yet there is a complaint: the network behind the gateway may be the reason. */
const judgeReach = (facts: SslFacts): readonly SslCandidate[] =>
  facts.servers.flatMap((one) =>
    facts.matchingCertificates.flatMap((certificate) => {
      const session = sessionOf(one, certificate);
      if (!session) return [];
      const values = { name: certificate.Name ?? session.cn, address: session.address };
      const evidence = [evidenceOf(session.text, values), fact(`LocalSubnet = ${one.server.LocalSubnet}`)];
      return [{ id: 'target-outside' as const, confidence: 0.45, evidence, certificate, server: one }];
    }),
  );

const MOST_NAMED = 3;

/** The first few, and how many more there are; the same in every language. */
export const someNames = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ` (+${names.length - MOST_NAMED})` : '');

/** A complete log without a line of this client: its packets never arrived. */
const judgeSilence = ({ matchingCertificates, servers, minutes }: SslFacts, nowMs: number): readonly SslCandidate[] => {
  const valid = matchingCertificates.filter((one) => !isExpired(one, nowMs));
  return servers
    .filter(
      ({ log, isLogComplete, server }) =>
        log && isLogComplete && valid.some((one) => one.SslVpnServerId === server.SslVpnServerId),
    )
    .filter(({ log }) => !matchingCertificates.some(({ SslVpnClientCertId = '' }) => log?.seen.has(SslVpnClientCertId)))
    .filter((one) => !matchingCertificates.some((certificate) => sessionOf(one, certificate)))
    .map((one) => {
      const own = matchingCertificates.filter((each) => each.SslVpnServerId === one.server.SslVpnServerId);
      const names = someNames(own.map(({ Name, SslVpnClientCertId }) => Name || (SslVpnClientCertId ?? '-')));
      return candidate('packets-lost', 0.55, [evidenceOf(SEEN.silent, { names, minutes })], one);
    });
};

/** A client that got no answer, and calls another port or protocol of this gateway than its server listens at. */
const judgeTarget = ({ servers }: SslFacts, pasted: SslLogReading | undefined): readonly SslCandidate[] => {
  const { called, findings } = pasted ?? {};
  const isUnheard = findings?.some(({ id }) => id === 'no-listener' || id === 'packets-lost');
  if (!called || !isUnheard) return [];
  const here = servers.filter(({ server }) => server.InternetIp === called.address && server.Port !== undefined);
  const listens = ({ Port, Proto }: ServerFacts['server']): string => `${Port}/${Proto ?? 'UDP'}`;
  const asked = `${called.port}/${called.protocol}`;
  if (here.some(({ server }) => listens(server) === asked)) return [];
  return here.map((one) => {
    const name = one.server.Name || (one.server.SslVpnServerId ?? '-');
    const values = { called: `${called.address}:${asked}`, name, listens: listens(one.server) };
    return candidate('no-listener', 0.93, [evidenceOf(SEEN.elsewhere, values)], one);
  });
};

const key = ({ id, certificate, server }: SslCandidate): string =>
  `${id} ${certificate?.SslVpnClientCertId ?? server?.server.SslVpnServerId ?? ''}`;

/** Each pair of cause and certificate once, the surest first, with all its evidence. */
const merge = (candidates: readonly SslCandidate[]): readonly SslCandidate[] => {
  const merged = new Map<string, SslCandidate>();
  for (const one of candidates) {
    const known = merged.get(key(one));
    const confidence = Math.max(known?.confidence ?? 0, one.confidence);
    const evidence = distinct([...(known?.evidence ?? []), ...one.evidence]);
    merged.set(key(one), { ...(known ?? one), confidence, evidence });
  }
  return [...merged.values()].sort((a, b) => b.confidence - a.confidence);
};

/** Judges why somebody cannot connect. Pure; `pasted` is a client's own log. */
export const judgeSsl = (facts: SslFacts, nowMs: number, pasted?: SslLogReading): readonly SslCandidate[] => {
  const missing: readonly SslCandidate[] =
    facts.servers.length === 0 && wasRead(facts, 'DescribeSslVpnServers')
      ? [{ id: 'server-missing', confidence: 0.9, evidence: [] }]
      : [];
  const logged = facts.servers.flatMap(({ log }) => (log ? relevantFindings(log, facts) : []));
  const all = merge([
    ...missing,
    ...facts.servers.flatMap(judgeGateway),
    ...judgeFindings([...(pasted?.findings ?? []), ...logged], facts, nowMs),
    ...judgeTarget(facts, pasted),
    ...facts.servers.flatMap(judgeServer),
    ...judgeCertificates(facts, nowMs),
    ...judgeReach(facts),
    ...(pasted ? [] : judgeSilence(facts, nowMs)),
  ]);
  const isProven = (all[0]?.confidence ?? 0) >= 0.9;
  return isProven ? all.filter(({ confidence }) => confidence >= 0.5) : all;
};
