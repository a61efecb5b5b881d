import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { type CandidateCause, evidenceOf } from '../causes/evidence.ts';
import { type Attempt, isOpening } from './attempts.ts';
import type { Exchange, Message, Packet } from './charon-line.ts';
import type { Course } from './course.ts';
import type { KnownTunnel } from './scope.ts';

const SEEN = {
  unanswered: {
    en: 'line {at}: the first message of {who} gets no answer',
    zh: '第 {at} 行：{who} 发出的首个报文没有应答',
  },
  nothingArrives: {
    en: "line {at}: the first message of {who} gets no answer, and the other end's log shows none arriving",
    zh: '第 {at} 行：{who} 发出的首个报文没有应答，而另一端日志中也没有收到',
  },
  answersLost: {
    en: 'line {at}: {who} answers, and the same request comes again: the answers do not arrive',
    zh: '第 {at} 行：{who} 已应答，但同一请求再次到来：应答没有到达对方',
  },
  port4500: {
    en: 'line {at}: UDP 500 passes, and the message on UDP 4500 gets no answer',
    zh: '第 {at} 行：UDP 500 可通，而 UDP 4500 上的报文没有应答',
  },
  port4500Lost: {
    en: "line {at}: UDP 500 passes, and what is sent on UDP 4500 does not appear in the other end's log",
    zh: '第 {at} 行：UDP 500 可通，而 UDP 4500 上发出的报文没有出现在另一端日志中',
  },
  stalled: {
    en: 'line {at}: the negotiation stops in {exchange} without a word: a silent refusal, or a lost packet',
    zh: '第 {at} 行：协商在 {exchange} 中无声停止：对方静默拒绝，或报文丢失',
  },
  notContinued: {
    en: 'line {at}: {who} answered the first message, and nothing followed: UDP 4500, a lost answer, or the other end gave up by itself',
    zh: '第 {at} 行：{who} 已应答首个报文，此后再无报文：UDP 4500 被阻断、应答丢失，或对方自行放弃',
  },
  split: {
    en: 'line {at}: a message is cut into fragments, and no answer to it comes',
    zh: '第 {at} 行：报文被分片发送，没有得到应答',
  },
  fragmentMissing: {
    en: 'line {at}: one fragment of a message arrived, the others did not',
    zh: '第 {at} 行：只收到报文的部分分片，其余没有到达',
  },
  lost: {
    en: 'line {at}: the tunnel was up, then the other end stopped answering',
    zh: '第 {at} 行：隧道曾建立，之后对端不再应答',
  },
  noConfig: {
    en: 'line {at}: {who} has no connection for {peer}: the address of the customer gateway is another, or there is none',
    zh: '第 {at} 行：{who} 没有面向 {peer} 的连接：用户网关地址不同，或没有连接',
  },
  closedAtOnce: {
    en: 'line {at}: phase 1 came up and was closed at once: the other end does not accept this identity or key',
    zh: '第 {at} 行：第一阶段刚建立就被对端关闭：对端不接受本端的身份标识或密钥',
  },
  strangerKnocks: {
    en: 'line {at}: {peer} knocks and is refused, for {who} has no connection for that address: if it is the peer, the customer gateway holds another address',
    zh: '第 {at} 行：{peer} 发起协商但被拒绝，{who} 没有面向该地址的连接：若它就是对端，则用户网关地址不对',
  },
  nothing: {
    en: 'no packet of a negotiation in this log: nothing arrived here, and nothing was sent',
    zh: '该日志中没有任何协商报文：既没有收到，也没有发出',
  },
} satisfies Record<string, LocalizedText>;

type LikelyCauses = readonly (readonly [CauseId, number])[];

const candidates = (
  text: LocalizedText,
  values: Readonly<Record<string, string | number>>,
  causes: LikelyCauses,
): readonly CandidateCause[] =>
  causes.map(([id, confidence]) => ({ id, confidence, evidence: [evidenceOf(text, values)] }));

interface MessageAt extends Message {
  readonly at: number;
}

const messagesOf = ({ steps }: Attempt): readonly MessageAt[] =>
  steps.flatMap((step) => (step.kind === 'message' ? [{ ...step.message, at: step.at }] : []));

/** The packet that carried a message: charon writes a sent one after the message, a received one before it. */
const packetOf = ({ steps }: Attempt, { at, isSent }: MessageAt): Packet | undefined => {
  const packets = steps.flatMap((step) => (step.kind === 'packet' && step.packet.isSent === isSent ? [step] : []));
  const found = isSent ? packets.find((step) => step.at > at) : packets.findLast((step) => step.at < at);
  return found?.packet;
};

const has = ({ steps }: Attempt, kind: Attempt['steps'][number]['kind']): boolean =>
  steps.some((step) => step.kind === kind);

const stepAt = ({ steps }: Attempt, kind: Attempt['steps'][number]['kind']): number =>
  (steps.find((step) => step.kind === kind)?.at ?? 0) + 1;

/** Whether a message on the wire reached the other end, by the other end's log; undefined without one. */
const reached = (others: readonly Attempt[], exchange: Exchange, isNatPort: boolean): boolean | undefined => {
  if (others.length === 0) return undefined;
  return others.some((other) =>
    messagesOf(other).some(
      (message) =>
        !message.isSent &&
        message.isRequest &&
        message.exchange === exchange &&
        (!isNatPort || packetOf(other, message)?.toPort === 4500),
    ),
  );
};

const AUTHENTICATING: readonly Exchange[] = ['IKE_AUTH', 'ID_PROT', 'AGGRESSIVE'];

/** What may keep an encrypted message unanswered, when nobody's log says more. */
const silentCauses = ({ exchange }: MessageAt, isNatPort: boolean): LikelyCauses => {
  if (!AUTHENTICATING.includes(exchange))
    return [
      ['traffic-selector-mismatch', 0.4],
      ['ipsec-proposal-mismatch', 0.35],
    ];
  // An IKEv2 responder refuses a wrong key aloud; one of IKEv1 often cannot read the message, and is silent.
  const key = exchange === 'IKE_AUTH' ? 0.3 : 0.45;
  if (isNatPort)
    return [
      ['nat-traversal', 0.6],
      ['peer-unreachable', 0.4],
      ['psk-mismatch', key],
      ['identity-mismatch', 0.28],
    ];
  return [
    ['psk-mismatch', key],
    ['peer-unreachable', 0.42],
    ['identity-mismatch', 0.3],
    ['nat-traversal', 0.28],
  ];
};

/** More than a packet carries without being cut somewhere on the way. */
const ONE_PACKET = 1_400;

const unansweredLater = (attempt: Attempt, others: readonly Attempt[], sent: MessageAt): readonly CandidateCause[] => {
  const packet = packetOf(attempt, sent);
  const isNatPort = packet?.toPort === 4500;
  const values = { at: sent.at + 1, exchange: sent.exchange };
  const isThere = reached(others, sent.exchange, isNatPort);
  if (has(attempt, 'split') || (packet?.bytes ?? 0) > ONE_PACKET)
    return candidates(SEEN.split, values, [
      ['fragments-dropped', isThere === false ? 0.75 : 0.6],
      ['nat-traversal', 0.4],
      ['peer-unreachable', 0.3],
    ]);
  if (isThere === false && isNatPort)
    return candidates(SEEN.port4500Lost, values, [
      ['nat-traversal', 0.92],
      ['peer-unreachable', 0.4],
    ]);
  const causes = silentCauses(sent, isNatPort);
  return candidates(isNatPort ? SEEN.port4500 : SEEN.stalled, values, causes);
};

const ofInitiator = (attempt: Attempt, others: readonly Attempt[]): readonly CandidateCause[] => {
  const messages = messagesOf(attempt);
  const sent = messages.findLast((message) => message.isSent && message.isRequest);
  const isWaiting = has(attempt, 'resent') || has(attempt, 'gave up');
  if (!sent || !isWaiting) return [];
  const who = attempt.owner.writer ?? '?';
  // Of a log whose head is cut off the first message that it shows may be a later one.
  if (messages.some(({ isSent }) => !isSent) || !isOpening(sent)) return unansweredLater(attempt, others, sent);
  const values = { at: sent.at + 1, who };
  const isThere = reached(others, sent.exchange, false);
  if (isThere === false) return candidates(SEEN.nothingArrives, values, [['peer-unreachable', 0.92]]);
  return candidates(SEEN.unanswered, values, [['peer-unreachable', isThere === true ? 0.9 : 0.7]]);
};

/** In aggressive mode the answer holds identity and proof already: who dislikes them goes away in silence. */
const AGGRESSIVE_SILENCE: LikelyCauses = [
  ['identity-mismatch', 0.5],
  ['psk-mismatch', 0.45],
  ['nat-traversal', 0.35],
  ['peer-unreachable', 0.3],
];

const ofLostAnswers = (attempt: Attempt, isFirst: boolean): readonly CandidateCause[] => {
  const values = { at: stepAt(attempt, 'came again'), who: attempt.owner.writer ?? '?' };
  if (isFirst) return candidates(SEEN.answersLost, values, [['peer-unreachable', 0.88]]);
  const last = attempt.steps.findLast((step) => step.kind === 'packet');
  const isNatPort = last?.kind === 'packet' && last.packet.toPort === 4500;
  return candidates(SEEN.answersLost, values, [
    ['nat-traversal', isNatPort ? 0.6 : 0.3],
    ['peer-unreachable', 0.55],
    ['fragments-dropped', 0.4],
  ]);
};

/** Whether the other end goes on repeating a request that was answered: this end thinks that all is well. */
const isUnheard = ({ isInitiator, steps }: Attempt): boolean => {
  const heardAt = steps.findLastIndex((step) => step.kind === 'message' && !step.message.isSent);
  const repeats = steps.slice(heardAt + 1).filter(({ kind }) => kind === 'came again');
  return !isInitiator && repeats.length > 1;
};

const ofResponder = (attempt: Attempt): readonly CandidateCause[] => {
  const messages = messagesOf(attempt);
  const last = messages.at(-1);
  if (!last) return [];
  const values = { at: last.at + 1, who: attempt.owner.writer ?? '?' };
  const isFirst = messages.length <= 2 && last.exchange !== 'IKE_AUTH';
  if (has(attempt, 'came again')) return ofLostAnswers(attempt, isFirst);
  const isRefusal = /\bN\((?:NO_PROP|AUTH_FAILED|INVAL)/.test(last.payloads);
  const isPlain = isFirst || (last.exchange === 'ID_PROT' && messages.length <= 4);
  if (!isPlain || isRefusal || !last.isSent) return [];
  if (last.exchange === 'AGGRESSIVE')
    return candidates(SEEN.stalled, { ...values, exchange: last.exchange }, AGGRESSIVE_SILENCE);
  return candidates(SEEN.notContinued, values, [
    ['nat-traversal', 0.5],
    ['peer-unreachable', 0.45],
    ['psk-mismatch', 0.3],
  ]);
};

/** The cloud answers an address and a version that it has no connection for; if the version is its own, it is the address. */
const ofNoConfig = (attempt: Attempt, { gateway, version }: KnownTunnel): readonly CandidateCause[] => {
  const [first] = messagesOf(attempt);
  const { writer, peer } = attempt.owner;
  if (!first || writer === undefined || writer !== gateway || version !== versionOf(first)) return [];
  return has(attempt, 'no config')
    ? candidates(SEEN.noConfig, { at: stepAt(attempt, 'no config'), who: writer, peer: peer ?? '?' }, [
        ['peer-unreachable', 0.85],
      ])
    : [];
};

const versionOf = ({ exchange }: Message): KnownTunnel['version'] =>
  exchange === 'ID_PROT' || exchange === 'AGGRESSIVE' ? 'ikev1' : 'ikev2';

/** Phase 1 that the other end closes before anything of phase 2. */
const ofClosing = (attempt: Attempt): readonly CandidateCause[] =>
  has(attempt, 'ike up') && has(attempt, 'closed by peer') && !has(attempt, 'child up')
    ? candidates(SEEN.closedAtOnce, { at: stepAt(attempt, 'closed by peer') }, [
        ['identity-mismatch', 0.55],
        ['psk-mismatch', 0.45],
        ['flapping', 0.3],
      ])
    : [];

const ofFragments = (attempt: Attempt): readonly CandidateCause[] => {
  if (
    !has(attempt, 'waits for fragments') ||
    messagesOf(attempt).some(({ isSent, exchange }) => !isSent && exchange === 'IKE_AUTH')
  )
    return [];
  return candidates(SEEN.fragmentMissing, { at: stepAt(attempt, 'waits for fragments') }, [['fragments-dropped', 0.8]]);
};

const ofLoss = ({ attempts, lostBy, losses }: Course): readonly CandidateCause[] =>
  lostBy === 'silence' && attempts.length > 0
    ? candidates(SEEN.lost, { at: (losses.at(-1) ?? 0) + 1 }, [
        ['peer-unreachable', 0.75],
        ['flapping', losses.length > 2 ? 0.7 : 0.3],
      ])
    : [];

/** Whether an attempt is seen from its first message on, or at least seen to wait. */
const isShown = (attempt: Attempt): boolean =>
  attempt.isWhole || has(attempt, 'gave up') || has(attempt, 'came again') || has(attempt, 'resent');

const stallsOf = (attempt: Attempt, others: readonly Attempt[], tunnel: KnownTunnel): readonly CandidateCause[] => {
  if (isUnheard(attempt)) return ofResponder(attempt);
  if (has(attempt, 'ike up')) return ofClosing(attempt);
  return [
    ...ofFragments(attempt),
    ...ofNoConfig(attempt, tunnel),
    ...(attempt.isInitiator ? ofInitiator(attempt, others) : ofResponder(attempt)),
  ];
};

/**
 * What follows from the exchange in which an attempt stops, before any line names a failure: each end's log read with
 * the other's beside it, where both were given. Whoever has not come to the encrypted messages has no trouble with a key.
 */
export const candidatesOfStalls = (
  courses: readonly Course[],
  isCurrent: (at: number) => boolean,
  tunnel: KnownTunnel,
): readonly CandidateCause[] =>
  courses.flatMap((course) => {
    const others = courses
      .filter(({ owner }) => owner.writer !== course.owner.writer)
      .flatMap(({ attempts }) => attempts);
    const open = course.attempts
      .filter((attempt) => isShown(attempt) && isCurrent(attempt.lines[0] ?? -1))
      .filter((attempt) => !course.isUp || isUnheard(attempt));
    return [...ofLoss(course), ...open.flatMap((attempt) => stallsOf(attempt, others, tunnel))];
  });

/** Of a log in which nobody but strangers comes to the gateway: one of them may be the peer. */
export const candidatesOfStrangers = (
  attempts: readonly Attempt[],
  { gateway }: KnownTunnel,
): readonly CandidateCause[] => {
  const refused = attempts.find((one) => one.owner.writer === gateway && has(one, 'no config'));
  const { writer: who, peer } = refused?.owner ?? {};
  if (!refused || who === undefined || peer === undefined) return [];
  return candidates(SEEN.strangerKnocks, { at: stepAt(refused, 'no config'), who, peer }, [['peer-unreachable', 0.45]]);
};

/** Of a log of charon's that shows no message at all. */
export const candidatesOfSilence = (): readonly CandidateCause[] =>
  candidates(SEEN.nothing, {}, [
    ['peer-unreachable', 0.4],
    ['not-initiated', 0.35],
  ]);
