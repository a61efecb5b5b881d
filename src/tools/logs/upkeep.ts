import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, evidenceOf } from '../causes/evidence.ts';
import type { Attempt } from './attempts.ts';
import type { Course } from './course.ts';
import { medianGap, secondsOf } from './negotiation-state.ts';
import { DAEMON_STARTS } from './owners.ts';

const SEEN = {
  expires: {
    en: 'phase 2 ran out and was made anew {count} times, about every {every} s, with nothing in between: one end does not renew in time',
    zh: '第二阶段到期后重建了 {count} 次，间隔约 {every} 秒，中间有中断：一端没有及时更新',
  },
  replaced: {
    en: 'line {at}: {id} comes from {peers}, and each throws the other out',
    zh: '第 {at} 行：{id} 同时来自 {peers}，互相顶替',
  },
  wentDown: {
    en: 'the tunnel came up {count} times in this log, about every {every} s, and was lost in between',
    zh: '该日志中隧道建立了 {count} 次，间隔约 {every} 秒，其间中断',
  },
  restarted: {
    en: 'line {at}: the VPN service of {who} started anew in this log, and the tunnel with it',
    zh: '第 {at} 行：{who} 的 VPN 服务在该日志中重新启动，隧道随之重建',
  },
  oneWay: {
    en: 'line {at}: an SA ends with {in} bytes received and {out} sent: packets go one way only',
    zh: '第 {at} 行：SA 结束时收到 {in} 字节、发出 {out} 字节：报文只有单向',
  },
} satisfies Record<string, LocalizedText>;

const timesOf = (indices: readonly number[], lines: readonly string[]): readonly number[] =>
  indices.map((at) => secondsOf(lines[at] ?? '')).filter((time) => time !== undefined);

const expiries = ({ refills }: Course, lines: readonly string[]): readonly CandidateCause[] => {
  if (refills.length < 2) return [];
  const every = medianGap(timesOf(refills, lines));
  const evidence = [evidenceOf(SEEN.expires, { count: refills.length, every: every ?? '?' })];
  return [
    { id: 'lifetime-mismatch', confidence: 0.7, evidence },
    { id: 'flapping', confidence: 0.4, evidence },
  ];
};

/** A tunnel that was lost and came again; once only is told where it stands again at the end. */
const comings = ({ isUp, losses, attempts }: Course, lines: readonly string[]): readonly CandidateCause[] => {
  const ups = attempts.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'ike up').map(({ at }) => at));
  if (ups.length < 2 || losses.length === 0 || (!isUp && losses.length < 2)) return [];
  const every = medianGap(timesOf(ups, lines));
  const evidence = [evidenceOf(SEEN.wentDown, { count: ups.length, every: every ?? '?' })];
  return [{ id: 'flapping', confidence: losses.length > 1 ? 0.65 : 0.45, evidence }];
};

/** The service was started again between two attempts that came up. */
const restarts = ({ owner, attempts, isUp }: Course, lines: readonly string[]): readonly CandidateCause[] => {
  const [first, last] = [attempts[0]?.lines.at(-1), attempts.at(-1)?.lines[0]];
  if (!isUp || attempts.length < 2 || first === undefined || last === undefined) return [];
  const at = lines.findIndex((line, index) => index > first && index < last && DAEMON_STARTS.test(line));
  if (at < 0) return [];
  const evidence = [evidenceOf(SEEN.restarted, { at: at + 1, who: owner.writer ?? '?' })];
  return [{ id: 'flapping', confidence: 0.45, evidence }];
};

const IDENTITY = /destroying duplicate IKE_SA for peer '([^']{1,200})'/;

/** Attempts of different ends with one identity, each of which threw another's IKE_SA out. */
const duplicates = (
  attempts: readonly Attempt[],
  courses: readonly Course[],
  lines: readonly string[],
): readonly CandidateCause[] => {
  const peersOf = new Map<string, { readonly peers: Set<string>; readonly at: number }>();
  for (const { owner, steps } of attempts)
    for (const step of steps) {
      const id = step.kind === 'replaced' ? IDENTITY.exec(lines[step.at] ?? '')?.[1] : undefined;
      if (id === undefined || owner.peer === undefined) continue;
      const known = peersOf.get(id) ?? { peers: new Set<string>(), at: step.at + 1 };
      peersOf.set(id, known);
      known.peers.add(owner.peer);
    }
  const mine = new Set(courses.map(({ owner }) => owner.peer));
  return [...peersOf]
    .filter(([, { peers }]) => peers.size > 1 && [...peers].some((peer) => mine.has(peer)))
    .map(([id, { peers, at }]) => ({
      id: 'duplicate-identity' as const,
      confidence: 0.9,
      evidence: [evidenceOf(SEEN.replaced, { at, id, peers: [...peers].join(', ') })],
    }));
};

const COUNTERS = /closing (?:expired )?CHILD_SA .{1,120}_i \((\d{1,15}) bytes\) [0-9a-f]{1,8}_o \((\d{1,15}) bytes\)/;

/**
 * SAs of one end that sent and received nothing at all. The other way round says little: a renewed SA loses its count of
 * sent bytes, and some traffic gets no answer.
 */
const oneWay = ({ attempts, isUp }: Course, lines: readonly string[], isCurrent: (at: number) => boolean) => {
  const found = attempts
    .flatMap(({ steps }) => steps.filter(({ kind, at }) => kind === 'child closed' && isCurrent(at)))
    .map(({ at }) => ({ at: at + 1, counters: COUNTERS.exec(lines[at] ?? '') }))
    .filter(({ counters }) => counters && Number(counters[2]) > 0)
    .map(({ at, counters }) => ({ at, in: Number(counters?.[1]), out: Number(counters?.[2]) }));
  const [first] = found;
  if (!first || found.some((one) => one.in > 0)) return [];
  const evidence = [evidenceOf(SEEN.oneWay, first)];
  return [{ id: 'esp-blocked' as const, confidence: isUp ? 0.45 : 0.65, evidence }];
};

/** Causes that show on a tunnel that comes up: its SAs run out, it is pushed out, it goes and comes, it carries one way. */
export const candidatesOfUpkeep = (
  attempts: readonly Attempt[],
  courses: readonly Course[],
  lines: readonly string[],
  isCurrent: (at: number) => boolean,
): readonly CandidateCause[] => [
  ...courses.flatMap((course) => [
    ...expiries(course, lines),
    ...comings(course, lines),
    ...restarts(course, lines),
    ...oneWay(course, lines, isCurrent),
  ]),
  ...duplicates(attempts, courses, lines),
];
