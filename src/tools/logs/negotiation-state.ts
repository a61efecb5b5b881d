import type { LogContext } from '../../vendors/log-row.ts';

/** The state of a negotiation at one line, and the exchange it is in. */
export interface NegotiationEvent extends LogContext {
  readonly exchange: string | undefined;
}

const EXCHANGE = /\b(IKE_SA_INIT|IKE_AUTH|CREATE_CHILD_SA|ID_PROT|AGGRESSIVE|QUICK_MODE)\b (?:request|response)/;
/** The line that says phase 1 is up, in several vendors' words. */
export const PHASE_1_UP =
  /\bIKE_SA \S{1,120} established between|PHASE 1 COMPLETED|\bISAKMP SA established\b|\bestablished IKE SA\b|\bMM_ACTIVE\b|\bQM_IDLE\b|phase ?1 (?:sa )?(?:is )?(?:up|established|completed|negotiation succeeded)/i;
const PHASE_2_BEGUN = /looking for a child config|\bQUICK_MODE\b|\bCREATE_CHILD_SA\b|PHASE 2|\bphase ?2\b/i;
/** A negotiation of phase 1, or one of phase 2, begins, in the words of makers that write no exchanges as charon does. */
const PHASE_1_STARTS = /\bnew phase 1 negotiation\b|\b(?:main|aggressive) mode get 1st message\b|\bexchange=SA_INIT\b/i;
const PHASE_2_STARTS =
  /\bnew phase 2 negotiation\b|\b(?:initiating|responding to) Quick Mode\b|\bquick[- ]mode get 1st message\b|\bincoming child SA proposal\b|\bCreate child exchange\b|\bprotocol_id = IPSEC_ESP\b|\bCREATE_CHILD_SA (?:message|request failed)\b/i;
/** The line that says a phase 2 SA is up, the first one or a renewal. */
export const PHASE_2_UP = /\bCHILD_SA \S{1,120} established with SPIs|PHASE 2 COMPLETED/;
/** The line that says a tunnel was closed or its peer lost. */
export const CLOSED = /received DELETE for IKE_SA|peer not responding|Connection terminated|giving up after/i;

/** Before the first line nothing is known. */
export const START: NegotiationEvent = { phase: undefined, phase2Tried: false, isRenewal: false, exchange: undefined };

const advance = (event: NegotiationEvent, line: string): NegotiationEvent => {
  const exchange = EXCHANGE.exec(line)?.[1] ?? event.exchange;
  if (/\b(?:IKE_SA_INIT|ID_PROT|AGGRESSIVE) request 0 \[ SA/.test(line))
    return { phase: 1, phase2Tried: false, isRenewal: false, exchange };
  if (PHASE_1_STARTS.test(line)) return { phase: 1, phase2Tried: false, isRenewal: false, exchange };
  const phase = PHASE_1_UP.test(line) || PHASE_2_STARTS.test(line) ? 2 : event.phase;
  const phase2Tried = event.phase2Tried || PHASE_2_BEGUN.test(line);
  const asksTransport = event.asksTransport || /\bN\(USE_TRANSP\)/.test(line);
  return {
    ...{ phase, phase2Tried, isRenewal: event.isRenewal || PHASE_2_UP.test(line), exchange },
    ...(asksTransport && { asksTransport }),
  };
};

/** Where the negotiation stood before each line, and after the last. Another writer's log begins from nothing. */
export const negotiationEventsOf = (
  lines: readonly string[],
  writerOf: (at: number) => string | undefined = () => undefined,
): readonly NegotiationEvent[] => {
  const events: NegotiationEvent[] = [];
  let now = START;
  lines.forEach((line, at) => {
    if (at > 0 && writerOf(at) !== writerOf(at - 1)) now = START;
    events.push(now);
    now = advance(now, line);
  });
  return [...events, now];
};

/** The time of day of a line, in seconds; undefined where it has none. */
export const secondsOf = (line: string): number | undefined => {
  const [, h, m, s] = /\b(\d{2}):(\d{2}):(\d{2})\b/.exec(line) ?? [];
  return h === undefined ? undefined : Number(h) * 3600 + Number(m) * 60 + Number(s);
};

/** The median of the seconds between times that follow each other; undefined for fewer than two. */
export const medianGap = (times: readonly number[]): number | undefined => {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
};
