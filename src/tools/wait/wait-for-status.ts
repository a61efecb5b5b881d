import { z } from 'zod';
import { pause } from '../../catalogue/abort.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { regionId } from '../../catalogue/schema/fields.ts';
import { readRouteId } from '../inventory/route-id.ts';
import { defineTool, withText } from '../tool.ts';
import { GONE, kindOf, type StatusReading, statusesFor, usualStatus } from './read-status.ts';
import { findTarget, type Target, type Unclear } from './wait-target.ts';

const STEP_MS = 2000;

/** More cost a read or two each, every few seconds. */
const MOST_THINGS = 10;

/** So many are read in one step; with more of them the steps are longer. */
const READ_IN_STEP = 5;

const texts = {
  done: { en: '{id} is {status}.', zh: '{id} 的状态为 {status}。' },
  unseen: {
    en: '{id} is {status}: this wait never saw it. If that is a surprise, check its ID and region: {why}.',
    zh: '{id} 的状态为 {status}：本次等待从未见到它。如不符合预期，请核对 ID 和地域：{why}。',
  },
  'not yet': {
    en: '{id} is still {status} after {seconds} s, wanted {wanted}. It waits for {what}.',
    zh: '{seconds} 秒后 {id} 仍为 {status}，目标为 {wanted}。正在等待：{what}。',
  },
  again: { en: 'Call again to go on waiting.', zh: '再次调用可继续等待。' },
  never: {
    en: '{id} is {status} and will not become {wanted}: {why}.',
    zh: '{id} 为 {status}，不会变为 {wanted}：{why}。',
  },
  foreign: { en: 'it is one of {statuses}', zh: '它只能是 {statuses} 之一' },
} satisfies Record<string, LocalizedText>;

const waits = {
  cloud: { en: 'the cloud, which is changing {gateway} ({status})', zh: '云端正在变更 {gateway}（{status}）' },
  peer: {
    en: 'the peer {peer}: the cloud is ready and negotiates, so only the peer can go on, or another setting (DiagnoseTunnel says which)',
    zh: '对端 {peer}：云端已就绪并在协商，只能由对端继续，或修改设置（DiagnoseTunnel 可指出）',
  },
  traffic: {
    en: 'traffic into the tunnel, or the peer {peer} to begin: the cloud is ready and does not begin by itself (EffectImmediately is false)',
    zh: '进入隧道的流量，或由对端 {peer} 发起：云端已就绪，但不会主动协商（EffectImmediately 为 false）',
  },
  deletion: { en: 'its deletion, which nothing shows to be under way', zh: '它被删除，但没有迹象表明删除正在进行' },
  odd: { en: 'an answer in which its tunnels are understood: {why}', zh: '能识别其隧道的应答：{why}' },
  reading: { en: 'an answer that shows its status', zh: '能显示其状态的应答' },
  change: { en: 'a change that nothing shows to be under way', zh: '一项没有迹象表明正在进行的变更' },
} satisfies Record<string, LocalizedText>;

/** What has to happen before the wanted status can come. */
const waitsFor = ({ Status, busy, peer, notUnderstood }: StatusReading, wanted: string, language: Language): string => {
  if (busy) return format(waits.cloud, language, { gateway: busy.id, status: busy.status });
  if (wanted === GONE) return format(waits.deletion, language);
  if (notUnderstood) return format(waits.odd, language, { why: format(notUnderstood, language) });
  if (Status === 'unknown') return format(waits.reading, language);
  const isUpWanted = wanted === 'ipsec_sa_established' || wanted === 'ike_sa_established';
  return peer && isUpWanted
    ? format(peer.begins ? waits.peer : waits.traffic, language, { peer: peer.id })
    : format(waits.change, language);
};

/** One thing that is waited for, as it was read last. */
interface Waited {
  readonly target: Target;
  readonly wanted: string;
  readonly seen: StatusReading;
  readonly wasSeen: boolean;
}

type Outcome = 'done' | 'not yet' | 'never';

const isForeign = ({ target, wanted }: Waited): boolean => !statusesFor(target.kind).includes(wanted);

const outcomeOf = (one: Waited): Outcome => {
  const { seen, wanted } = one;
  if ([seen.Status, ...(seen.also ?? [])].some((word) => word.toLowerCase() === wanted)) return 'done';
  if (isForeign(one)) return 'never';
  return seen.never && wanted !== GONE ? 'never' : 'not yet';
};

const statusText = ({ Status, also = [] }: StatusReading): string => [Status, ...also].join(', ');

const sentenceFor = (one: Waited, seconds: number, language: Language): string => {
  const { target, seen, wanted, wasSeen } = one;
  const outcome = outcomeOf(one);
  const statuses = statusesFor(target.kind).join(', ');
  const why = isForeign(one)
    ? format(texts.foreign, language, { statuses })
    : seen.never
      ? format(seen.never, language)
      : '-';
  const text = outcome === 'done' && !wasSeen ? texts.unseen : texts[outcome];
  const what = waitsFor(seen, wanted, language);
  return format(text, language, { id: target.label, status: statusText(seen), wanted, seconds, why, what });
};

const rowFor = (one: Waited, language: Language) => {
  const Outcome = outcomeOf(one);
  const WaitsFor = Outcome === 'not yet' ? { WaitsFor: waitsFor(one.seen, one.wanted, language) } : {};
  return { Id: one.target.id, Status: statusText(one.seen), Outcome, ...WaitsFor };
};

/** All are there, or one of them never will be. */
const together = (things: readonly Waited[]): Outcome => {
  const outcomes = things.map(outcomeOf);
  if (outcomes.includes('never')) return 'never';
  return outcomes.every((one) => one === 'done') ? 'done' : 'not yet';
};

const report = (things: readonly Waited[], WaitedSeconds: number, language: Language) => {
  const Outcome = together(things);
  const sentences = things.map((one) => sentenceFor(one, WaitedSeconds, language));
  const [row, ...others] = things.map((one) => rowFor(one, language));
  const Verdict = [...sentences, ...(Outcome === 'not yet' ? [format(texts.again, language)] : [])].join(' ');
  const output = {
    Verdict,
    ...(others.length === 0 ? row : { Things: [row, ...others].filter((one) => one !== undefined) }),
    Outcome,
    WaitedSeconds,
  };
  // The sentences say what the rows say.
  return withText(output, `Outcome=${Outcome}\n${Verdict}`);
};

const reportUnclear = (unclear: readonly Unclear[], language: Language) => ({
  Verdict: unclear.map(({ why }) => format(why, language)).join(' '),
  Outcome: 'unclear' as const,
  WaitedSeconds: 0,
  ...(unclear.some(({ candidates }) => candidates.length > 0) && {
    Candidates: unclear.flatMap(({ candidates }) => candidates.map((one) => ({ ...one }))),
  }),
});

const readAll = (things: readonly Waited[], call: Call, invoke: Invoke): Promise<readonly Waited[]> =>
  Promise.all(
    things.map(async (one) => {
      const seen = await one.target.read(invoke, call);
      return { ...one, seen, wasSeen: one.wasSeen || seen.Status !== GONE };
    }),
  );

/** Reads again and again until all are there, one never will be, or the time is over. */
const waitFor = async (first: readonly Waited[], limitMs: number, call: Call, invoke: Invoke, language: Language) => {
  const started = Date.now();
  const waited = (): number => Math.round((Date.now() - started) / 1000);
  const stepMs = STEP_MS * Math.ceil(first.length / READ_IN_STEP);
  for (let things = first; ; things = await readAll(things, call, invoke)) {
    const message = things.map(({ target, seen }) => `${target.label}: ${statusText(seen)}`).join('; ');
    call.progress({ done: waited(), total: Math.round(limitMs / 1000), message });
    const leftMs = started + limitMs - Date.now();
    if (together(things) !== 'not yet' || leftMs <= 0) return report(things, waited(), language);
    await pause(Math.min(stepMs, leftMs), call.signal);
  }
};

const asList = (given: string | readonly string[]): readonly string[] => [
  ...new Set((typeof given === 'string' ? given.split(',') : given).map((one) => one.trim()).filter(Boolean)),
];

/** The status of things whose kind shows already; what a name stands for is only known when it was found. */
const isPossible = (given: unknown, status: unknown): boolean =>
  typeof status !== 'string' ||
  typeof given !== 'string' ||
  asList(given).every((one) => {
    const kind = kindOf(one);
    return kind === undefined || statusesFor(kind).includes(status.toLowerCase());
  });

/** Waits so that a model need not ask again and again. Reads only; ends with the call, and before its client gives up. */
export const WaitForStatus = defineTool({
  name: 'WaitForStatus',
  toolset: 'assist',
  description: 'Wait until gateways, IPsec connections, SSL servers or routes have a status.',
  risk: 'read',
  input: z
    .strictObject({
      Id: z
        .string()
        .refine((given) => asList(given).length > 0 && asList(given).length <= MOST_THINGS, {
          error: `Id is 1 to ${MOST_THINGS} IDs, names or routes, joined by commas`,
        })
        .refine((given) => asList(given).every((one) => !one.includes(':') || readRouteId(one) !== undefined), {
          error: 'a route in Id is GATEWAY:CIDR, GATEWAY:vco-ID:CIDR or, of a policy route, GATEWAY:vco-ID:SOURCE:CIDR',
        })
        .describe('IDs or names, comma-joined; route: vpn-ID:vco-ID:CIDR'),
      RegionId: regionId.describe('default: all regions'),
      Status: z.string().max(40).optional().describe('default active or ipsec_sa_established; or gone'),
      TimeoutSeconds: z.int().min(1).max(600).optional().describe('default 45'),
      Language: z.enum(['en', 'zh']).optional(),
    })
    .refine(({ Id, Status }) => isPossible(Id, Status), {
      path: ['Status'],
      error: ({ input }) => {
        const { Id, Status }: { readonly Id?: unknown; readonly Status?: unknown } = Object(input);
        const odd = asList(String(Id)).find((one) => !isPossible(one, Status)) ?? '';
        return `Status is one of ${statusesFor(kindOf(odd) ?? 'vpn').join(', ')}`;
      },
    }),
  output: z.looseObject({
    Verdict: z.string(),
    Outcome: z.string(),
    Status: z.string().optional(),
    WaitsFor: z.string().optional(),
    Things: z.array(z.looseObject({ Id: z.string(), Status: z.string(), Outcome: z.string() })).optional(),
    Candidates: z.array(z.looseObject({ Id: z.string() })).optional(),
    WaitedSeconds: z.number(),
  }),
  run: async (input, call, invoke) => {
    const { Id, RegionId, TimeoutSeconds = 45, Language: language = 'en' } = input;
    const asked = input.Status?.toLowerCase();
    const found = await Promise.all(asList(Id).map((one) => findTarget(invoke, call, RegionId, one)));
    const unclear = found.filter((one) => 'why' in one);
    if (unclear.length > 0) return reportUnclear(unclear, language);
    const things = found
      .filter((one) => 'target' in one)
      .map(({ target, seen }) => {
        const wanted = asked ?? usualStatus(target.kind);
        return { target, wanted, seen, wasSeen: seen.Status !== GONE };
      });
    const limitMs = Math.min(TimeoutSeconds * 1000, call.holdMs ?? Number.POSITIVE_INFINITY);
    return waitFor(things, limitMs, call, invoke, language);
  },
});
