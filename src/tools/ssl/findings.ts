import type { LocalizedText } from '../../catalogue/message.ts';
import type { SslLogCause, SslSide } from '../../vendors/log-row.ts';
import { distinct, type Evidence, evidenceOf } from '../causes/evidence.ts';
import { quote } from '../pasted-text.ts';
import { type Attempt, type Hit, STAGES } from './attempts.ts';
import {
  COMES_AND_GOES,
  NEITHER_HEARD,
  OF_SERVER,
  QUIET,
  SMALL_ONLY,
  type Stall,
  stallOf,
  TURNED_AWAY,
} from './stalls.ts';

/** A cause that a log supports. */
export interface Finding {
  readonly id: SslLogCause;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** The client that it is about, where the log names it. */
  readonly cn?: string | undefined;
}

/** What a log comes to. */
export interface Findings {
  /** Surest first; what a later attempt got past is not among them. */
  readonly now: readonly Finding[];
  readonly past: readonly SslLogCause[];
}

const LINE: LocalizedText = { en: '"{line}": ', zh: '"{line}"：' };

const DOCUMENTED: LocalizedText = { en: ' (by documentation only)', zh: '（仅据文档）' };

const quoted = ({ line, pattern: { meaning, isUnverified } }: Hit): Evidence => {
  const { en, zh } = isUnverified ? DOCUMENTED : { en: '', zh: '' };
  return evidenceOf({ en: LINE.en + meaning.en + en, zh: LINE.zh + meaning.zh + zh }, { line });
};

/** A line may be of either side: what it proves there it only suggests here. */
const MOST_WITHOUT_SIDE = 0.65;
/** Lines that are quoted for one cause. */
const MOST_EVIDENCE = 4;
/** Trouble of somebody who is not the one whose log says that all is well. */
const MOST_OF_OTHERS = 0.45;

const round = (value: number): number => Math.round(value * 100) / 100;

const confidenceOf = ({ pattern }: Hit, place: number, side: SslSide | undefined): number => {
  const first = pattern.definitive ? 0.95 : (pattern.weight ?? 0.65);
  const capped = side === undefined && pattern.side !== undefined ? Math.min(first, MOST_WITHOUT_SIDE) : first;
  return round(place === 0 ? capped : Math.max(0.2, Math.min(0.45, capped - 0.3) - 0.05 * place));
};

const ofHit = (hit: Hit, side: SslSide | undefined, cn: string | undefined): readonly Finding[] =>
  hit.pattern.causes.map((id, place) => ({
    id,
    confidence: confidenceOf(hit, place, side),
    evidence: [quoted(hit)],
    cn: hit.cn ?? cn,
  }));

const ofHits = ({ hits, side, cn }: Attempt): readonly Finding[] => hits.flatMap((hit) => ofHit(hit, side, cn));

const ofStall = ({ causes, because }: Stall, lines: readonly string[], cn?: string): readonly Finding[] =>
  causes.map(([id, confidence]) => ({
    id,
    confidence,
    evidence: [...lines.map((line) => evidenceOf({ en: '"{line}"', zh: '"{line}"' }, { line })), evidenceOf(because)],
    cn,
  }));

/** Enough that guesses by the stage would only stand in its way. */
const isTelling = (found: readonly Finding[]): boolean => found.some(({ confidence }) => confidence >= 0.55);

/** Remarks of a connection that stands are remarks: they cost nothing. */
export const isStanding = ({ stage, isOver, hits, side }: Attempt): boolean =>
  stage === 'up' && !isOver && hits.every((hit) => confidenceOf(hit, 0, side) < 0.5);

const ofAttempt = (attempt: Attempt): readonly Finding[] => {
  const hits = ofHits(attempt).filter(({ confidence }) => !isStanding(attempt) || confidence >= MOST_OF_OTHERS);
  const stall = attempt.stall && stallOf(attempt.side, attempt.stage);
  return isTelling(hits) || !stall || !attempt.stall
    ? hits
    : [...hits, ...ofStall(stall, [attempt.stall.line], attempt.cn)];
};

/** More than a remark. */
const isStrong = ({ pattern }: Hit): boolean => pattern.definitive || (pattern.weight ?? 0.65) >= 0.5;

const isDecided = ({ hits, stall, stage }: Attempt): boolean =>
  hits.some(isStrong) || stall !== undefined || stage === 'up';

const names = (attempt: Attempt): readonly SslLogCause[] =>
  attempt.hits.filter(isStrong).flatMap(({ pattern }) => pattern.causes[0] ?? []);

const LOSSES: readonly SslLogCause[] = ['path-loss', 'server-restarted'];
const ECHOES: readonly SslLogCause[] = [...LOSSES, 'packets-lost', 'no-listener'];

/** A session that was lost, and after which nothing was heard any more: what came later only follows from the loss. */
const lossIn = (decided: readonly Attempt[]): Attempt | undefined => {
  const at = decided.findLastIndex((one) => one.stage === 'up');
  const [lost, later] = [decided[at], decided.slice(at + 1)];
  if (!lost || !names(lost).some((id) => LOSSES.includes(id))) return undefined;
  const isSilent = later.every((one) => one.stage === 'nothing' && names(one).every((id) => ECHOES.includes(id)));
  return isSilent ? lost : undefined;
};

/** The attempts of one client: the last decides, but for a loss that nothing was heard after. */
const decide = (attempts: readonly Attempt[]): Findings & { readonly last: Attempt | undefined } => {
  const decided = attempts.filter(isDecided);
  const last = lossIn(decided) ?? decided.at(-1);
  const losses = decided.filter((one) => one.side !== 'server' && names(one).some((id) => LOSSES.includes(id)));
  const isBack = losses.length > 1 && last !== undefined && isStanding(last);
  const now = isBack
    ? ofStall(COMES_AND_GOES, losses.flatMap(({ hits }) => hits[0]?.line ?? []).slice(0, 2))
    : last
      ? ofAttempt(last)
      : [];
  const known = new Set(now.map(({ id }) => id));
  const past = decided.slice(0, Math.max(0, last ? decided.indexOf(last) : 0)).flatMap(names);
  return { last, now, past: past.filter((id) => !known.has(id)) };
};

const ipOf = (address: string): string => address.replace(/:\d{1,5}$/, '');

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of items) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
};

/** A server's attempts by who made them: the name where one is known, else the address without its port. */
const byClient = (attempts: readonly Attempt[]): readonly (readonly Attempt[])[] => [
  ...grouped(attempts, ({ cn, address = '' }) => cn ?? ipOf(address)).values(),
];

/** By address: where the last session from there began, and whether it stands. */
const sessionsByIp = (attempts: readonly Attempt[]): ReadonlyMap<string, Attempt> =>
  new Map(attempts.flatMap((one) => (one.stage === 'up' && one.address ? [[ipOf(one.address), one] as const] : [])));

const capped = (found: readonly Finding[], most: number): readonly Finding[] =>
  found.map((one) => ({ ...one, confidence: Math.min(one.confidence, most) }));

/** How sure takeovers make of two devices: one from the same address is most often one device that comes back. */
const ofTakeovers = (hits: readonly Hit[], attempts: readonly Attempt[]): readonly Finding[] => {
  return [...grouped(hits, ({ cn }) => cn ?? '')].flatMap(([cn, all]) => {
    const places = new Set(attempts.flatMap((one) => (one.cn === cn && one.address ? [ipOf(one.address)] : [])));
    const confidence = all.length > 2 || places.size > 1 ? 0.95 : all.length > 1 || places.size === 0 ? 0.7 : 0.45;
    return all.slice(0, 1).flatMap((hit) => ofHit(hit, 'server', cn).map((one) => ({ ...one, confidence })));
  });
};

const isTakeover = ({ pattern }: Hit): boolean => pattern.causes[0] === 'shared-cert';

/** What the server says of itself; that it stopped is past once somebody came in again. */
const ofServerItself = (own: readonly Attempt[], clients: readonly Attempt[]): Findings => {
  const lastIn = Math.max(-1, ...clients.filter(({ stage }) => stage === 'up').map(({ from }) => from));
  const isPast = (hit: Hit): boolean => hit.pattern.causes[0] === 'server-restarted' && lastIn > hit.at;
  const hits = own.flatMap((one) => one.hits).filter((hit) => !isTakeover(hit));
  return {
    now: hits.filter((hit) => !isPast(hit)).flatMap((hit) => ofHit(hit, 'server', undefined)),
    past: hits.filter(isPast).flatMap(({ pattern }) => pattern.causes[0] ?? []),
  };
};

/** A client without a name: past where somebody came in from there later; perhaps another device while somebody is in. */
const ofNameless = (
  found: Findings & { readonly last: Attempt | undefined },
  sessions: ReadonlyMap<string, Attempt>,
): Findings => {
  const { last } = found;
  const session = last?.address && last.cn === undefined ? sessions.get(ipOf(last.address)) : undefined;
  if (!last || !session) return found;
  if (session.from > last.from) return { now: [], past: [...found.past, ...names(last)] };
  const isNoise = names(last).every((id) => id === 'tls-auth-mismatch');
  return session.isOver || !isNoise ? found : { ...found, now: capped(found.now, MOST_OF_OTHERS) };
};

const ofServer = (attempts: readonly Attempt[]): Findings => {
  const clients = attempts.filter(({ address }) => address !== undefined);
  const sessions = sessionsByIp(clients);
  const groups = byClient(clients).map((group) => ofNameless(decide(group), sessions));
  const takeovers = attempts.flatMap(({ hits }) => hits.filter(isTakeover));
  const own = ofServerItself(
    attempts.filter(({ address }) => address === undefined),
    clients,
  );
  return {
    now: [...groups.flatMap(({ now }) => now), ...ofTakeovers(takeovers, clients), ...own.now],
    past: [...groups.flatMap(({ past }) => past), ...own.past],
  };
};

/** Each cause of each client once, the surest first; evidence adds up. */
export const mergeFindings = (found: readonly Finding[]): readonly Finding[] => {
  const merged = new Map<string, Finding>();
  for (const one of found) {
    const key = `${one.id} ${one.cn ?? ''}`;
    const known = merged.get(key);
    const [surer, other] = known && known.confidence >= one.confidence ? [known, one] : [one, known];
    merged.set(key, {
      ...surer,
      evidence: distinct([...surer.evidence, ...(other?.evidence ?? [])]).slice(0, MOST_EVIDENCE),
    });
  }
  return [...merged.values()].sort((a, b) => b.confidence - a.confidence);
};

const REFUSED = /ECONNREFUSED|Connection refused|WSAECONNRE/;

/** What the logs of both ends say together of a client that waited in vain. */
const ofBoth = (client: Attempt, server: readonly Attempt[]): Stall | undefined => {
  const reached = Math.max(-1, ...server.filter(({ address }) => address).map(({ stage }) => STAGES.indexOf(stage)));
  if (client.stage === 'nothing') return reached < 0 ? NEITHER_HEARD : undefined;
  const isBegun = client.stage === 'answered' || client.stage === 'verified';
  return isBegun && reached <= STAGES.indexOf('answered') ? SMALL_ONLY : undefined;
};

const together = (client: readonly Attempt[], server: readonly Attempt[]): Findings => {
  const mine = decide(client);
  const theirs = ofServer(server);
  const past = [...mine.past, ...theirs.past];
  if (mine.last && isStanding(mine.last)) {
    // This client is in: who failed at the server was another; what its session met there is still its own.
    const ofSessions = ofServer(server.filter(({ stage, isOver }) => stage === 'up' && !isOver)).now;
    return { now: [...mine.now, ...ofSessions, ...capped(theirs.now, MOST_OF_OTHERS)], past };
  }
  const stall = mine.last?.stall && !isTelling([...mine.now, ...theirs.now]) ? ofBoth(mine.last, server) : undefined;
  return {
    now: [...mine.now, ...theirs.now, ...(stall && mine.last?.stall ? ofStall(stall, [mine.last.stall.line]) : [])],
    past,
  };
};

/** A pasted server's log in which no client came further than its first packet: what that silence can mean. */
const ofSilence = (attempts: readonly Attempt[], texts: readonly string[]): readonly Finding[] => {
  const isBegun = ({ stage }: Attempt): boolean => STAGES.indexOf(stage) > STAGES.indexOf('answered');
  if (attempts.some((one) => isBegun(one) || one.stall !== undefined || isTelling(ofHits(one)))) return [];
  const refused = texts.find((text) => REFUSED.test(text));
  if (refused !== undefined) return ofStall(TURNED_AWAY, [quote(refused)]);
  return ofStall(attempts.some(({ address }) => address !== undefined) ? OF_SERVER : QUIET, []);
};

/** What the attempts of a log come to. `isPasted`: the log was chosen to show trouble, so that its silence counts. */
export const findingsOf = (attempts: readonly Attempt[], texts: readonly string[], isPasted: boolean): Findings => {
  const server = attempts.filter(({ side }) => side === 'server');
  const client = attempts.filter(({ side }) => side !== 'server');
  const isOfClient = client.some(isDecided);
  const found =
    isOfClient && server.length > 0 ? together(client, server) : isOfClient ? decide(client) : ofServer(server);
  const silence = isPasted && !isOfClient && server.length > 0 ? ofSilence(server, texts) : [];
  return { now: mergeFindings([...found.now, ...silence]), past: [...new Set(found.past)] };
};
