import type { CharonLine, Exchange, Message, Packet } from './charon-line.ts';
import { DAEMON_STARTS, type Owner } from './owners.ts';

/** What happened at one line, as far as a diagnosis needs it. */
export type Step =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'packet'; readonly packet: Packet }
  /** Our request was sent again, or the other end's came again. */
  | { readonly kind: 'resent' | 'came again'; readonly id: number }
  | { readonly kind: 'child up' | 'child closed'; readonly child: string }
  | { readonly kind: PlainStep };

type PlainStep = (typeof PLAIN)[number][0];

/** One try to bring a tunnel up, and what became of it, in the log of one end. */
export interface Attempt {
  readonly owner: Owner;
  readonly isInitiator: boolean;
  /** Whether the log shows its first message. */
  readonly isWhole: boolean;
  /** Indices of its lines. */
  readonly lines: readonly number[];
  readonly steps: readonly (Step & { readonly at: number })[];
}

const UP = /\bIKE_SA \S{1,120} established between/;

/** Lines of which nothing is read but that the attempt went on: one with few steps of any kind is too short to decide. */
const WENT_ON =
  /\bstate change: CONNECTING => DESTROYING|closing expired CHILD_SA|\bN\(REKEY_SA\)|\bCHILD_SA rekeyed|\brekeyed CHILD_SA|IKE_SA \S{1,120} rekeyed|deleting half[- ]open IKE_SA|\bauthentication of '[^']{0,200}' with .{1,60} successful|host is behind NAT/;

const PLAIN = [
  ['ike up', UP],
  ['gave up', /giving up after \d+ retransmits|establishing IKE_SA failed, peer not responding|DPD check timed out/],
  ['closed by peer', /received DELETE for IKE_SA/],
  ['closed', /\bdeleting IKE_SA \S{1,120} between|IKE_SA deleted/],
  ['destroyed', /\bstate change: (?:ESTABLISHED|DELETING|REKEYED) => DESTROYING/],
  ['replaced', /destroying duplicate IKE_SA for peer/],
  ['no config', /\bno IKE config found for /],
  ['split', /splitting IKE (?:message|packet)/],
  ['waits for fragments', /received fragment #\d+.{0,40}waiting for complete IKE message/],
  ['went on', WENT_ON],
] as const;

const RESENT = /retransmit \d+ of request (?:with )?message ID (\d{1,10})/;
const CAME_AGAIN = /received retransmit of (?:request|response) with ID (\d{1,10})/;
const CHILD_UP = /\bCHILD_SA \S{1,80}\{(\d{1,9})\} established with SPIs/;
const CHILD_CLOSED = /closing (?:expired )?CHILD_SA \S{1,80}\{(\d{1,9})\}/;

const stepsOf = ({ text, packet, message }: CharonLine): readonly Step[] => {
  if (packet) return [{ kind: 'packet', packet }];
  if (message) return [{ kind: 'message', message }];
  const [again, came] = [RESENT.exec(text)?.[1], CAME_AGAIN.exec(text)?.[1]];
  const [up, closed] = [CHILD_UP.exec(text)?.[1], CHILD_CLOSED.exec(text)?.[1]];
  return [
    ...(again !== undefined ? [{ kind: 'resent' as const, id: Number(again) }] : []),
    ...(came !== undefined ? [{ kind: 'came again' as const, id: Number(came) }] : []),
    ...(up !== undefined ? [{ kind: 'child up' as const, child: up }] : []),
    ...PLAIN.filter(([, pattern]) => pattern.test(text)).map(([kind]) => ({ kind })),
    ...(closed !== undefined ? [{ kind: 'child closed' as const, child: closed }] : []),
  ];
};

const FIRST: readonly Exchange[] = ['IKE_SA_INIT', 'ID_PROT', 'AGGRESSIVE'];
/** Exchanges of which only the end that started sends the requests. */
const OPENING: readonly Exchange[] = [...FIRST, 'IKE_AUTH'];

/** The first message of a negotiation. */
export const isOpening = ({ exchange, isRequest, payloads }: Message): boolean =>
  isRequest && FIRST.includes(exchange) && /^\s?(?:FRAG |N\(COOKIE\) )?SA\b/.test(payloads);

const TOWARDS = /\binitiating .{0,100}IKE_SA \S{1,80} to /;

interface Draft {
  readonly owner: Owner;
  sa: string | undefined;
  isInitiator: boolean | undefined;
  isWhole: boolean;
  readonly lines: number[];
  readonly steps: (Step & { readonly at: number })[];
}

/** A responder that asked for another group or for a cookie gets the first message once more. */
const asksAgain = ({ steps }: Draft): boolean => {
  const last = steps.findLast((step) => step.kind === 'message');
  return last?.kind === 'message' && /INVAL_KE|COOKIE/.test(last.message.payloads);
};

/** Phase 1 comes up once in an attempt: a log without messages shows the next one by that only. */
const isAnotherUp = ({ text, sa }: CharonLine, { sa: known, steps }: Draft): boolean =>
  UP.test(text) && sa !== known && steps.some(({ kind }) => kind === 'ike up');

/** Whether a line begins a new attempt, given the one before between the same ends. */
const begins = (line: CharonLine, known: Draft | undefined): boolean => {
  if (TOWARDS.test(line.text)) return true;
  const { message } = line;
  if (!known) return message !== undefined || UP.test(line.text);
  if (isAnotherUp(line, known)) return true;
  if (!message || !isOpening(message)) return false;
  if (message.isSent) return false;
  return !asksAgain(known);
};

const noteRole = (draft: Draft, { text, message }: CharonLine): void => {
  const isTowards = TOWARDS.test(text);
  if (isTowards) draft.isInitiator = true;
  if (isTowards || (message && isOpening(message))) draft.isWhole = true;
  if (message?.isRequest && OPENING.includes(message.exchange)) draft.isInitiator ??= message.isSent;
};

/** Where a line goes: by the number of its IKE_SA where the log shows it, else to the last attempt between the same ends. */
const createBook = () => {
  const all: Draft[] = [];
  const last = new Map<string, Draft>();
  const byNumber = new Map<string, Draft>();
  return {
    all,
    find: (owner: Owner, sa: string | undefined): Draft | undefined =>
      (sa === undefined ? undefined : byNumber.get(`${owner.writer} ${sa}`)) ??
      last.get(`${owner.writer} ${owner.peer}`),
    last: (owner: Owner) => last.get(`${owner.writer} ${owner.peer}`),
    open: (owner: Owner, sa: string | undefined): Draft => {
      const draft: Draft = { owner, sa, isInitiator: undefined, isWhole: false, lines: [], steps: [] };
      all.push(draft);
      last.set(`${owner.writer} ${owner.peer}`, draft);
      return draft;
    },
    number: (owner: Owner, sa: string, draft: Draft): void => void byNumber.set(`${owner.writer} ${sa}`, draft),
    /** A daemon that starts anew counts from one. */
    forgetNumbers: (): void => byNumber.clear(),
  };
};

const GIVES_UP = /giving up after \d+ retransmits|peer not responding|DPD check timed out/;

/** Puts each line where it belongs. A packet is held back until the line behind it shows whether a new attempt begins. */
const createSorter = () => {
  const book = createBook();
  const held = new Map<string, { readonly line: CharonLine; readonly at: number }>();
  // Who asked last, and who was last to ask again.
  let [asking, waiting]: (Draft | undefined)[] = [];
  const put = (draft: Draft, line: CharonLine, at: number): void => {
    noteRole(draft, line);
    draft.lines.push(at);
    const steps = stepsOf(line);
    draft.steps.push(...steps.map((step) => ({ ...step, at })));
    if (line.message?.isSent && line.message.isRequest) asking = draft;
    if (steps.some(({ kind }) => kind === 'resent')) waiting = draft;
  };
  const draftFor = (line: CharonLine, owner: Owner): Draft | undefined => {
    const isNew = begins(line, book.last(owner));
    const isCreated = line.text.includes('state change: CREATED =>');
    const draft = isNew ? book.open(owner, line.sa) : isCreated ? book.last(owner) : book.find(owner, line.sa);
    // A number is taken from the first line that shows it: a new attempt's own lines name it before any other's do.
    const isFresh =
      draft === book.last(owner) && !/\b(?:received DELETE for|deleting|duplicate) IKE_SA/.test(line.text);
    if (draft && line.sa !== undefined && (isNew || (isFresh && draft.sa === undefined))) {
      draft.sa = line.sa;
      book.number(owner, line.sa, draft);
    }
    return draft;
  };
  return {
    take: (line: CharonLine, owner: Owner, at: number): void => {
      if (DAEMON_STARTS.test(line.text)) book.forgetNumbers();
      if (owner.peer === undefined) {
        // It names nobody: whoever asked last asks again, and whoever was repeating himself last gives up.
        const speaker = RESENT.test(line.text) ? asking : GIVES_UP.test(line.text) ? waiting : undefined;
        if (speaker) put(speaker, line, at);
        return;
      }
      const key = `${owner.writer} ${owner.peer}`;
      if (line.packet?.isSent === false) {
        held.set(key, { line, at });
        return;
      }
      const draft = draftFor(line, owner);
      if (!draft) return;
      const packet = held.get(key);
      if (packet) put(draft, packet.line, packet.at);
      held.delete(key);
      put(draft, line, at);
    },
    drafts: () => book.all.filter(({ steps }) => steps.length > 0),
  };
};

/** Every attempt of a log, in order. Lines that belong to none are in none. */
export const attemptsOf = (lines: readonly CharonLine[], owners: readonly Owner[]): readonly Attempt[] => {
  const sorter = createSorter();
  lines.forEach((line, at) => {
    sorter.take(line, owners[at] ?? {}, at);
  });
  return sorter.drafts().map(({ owner, isInitiator, isWhole, lines: own, steps }) => ({
    owner,
    isInitiator: isInitiator === true,
    isWhole,
    lines: own,
    steps,
  }));
};
