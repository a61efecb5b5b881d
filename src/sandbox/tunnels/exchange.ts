import type { Cause } from './checks.ts';
import { blocks, type CloudEnd, ikeChoices, ipsecChoices, type PeerEnd } from './end.ts';
import { type Mismatch, writeEsp, writeIke } from './proposal.ts';

/** One end as a daemon's log knows it. */
export interface Daemon {
  /** What its own configuration calls the connection. */
  name: string;
  child: string;
  Address: string;
  LocalId: string;
  RemoteId: string;
  /** Its networks, as selectors are written. */
  subnets: string;
  BehindNat: boolean;
  ike: string;
  /** Phase 2 choices as the first exchange shows them, and as a fresh key exchange does. */
  esp: string;
  espWithGroup: string;
  lifetimeS: number;
}

/** A negotiation whose log is to be written: who starts, who responds, and what goes wrong. */
export interface Negotiation {
  initiator: Daemon;
  responder: Daemon;
  /** IkeMode of the initiator; matters in IKEv1. */
  mode: string;
  cause?: Cause;
  mismatch?: Mismatch;
}

/** What the two ends write. */
export interface Lines {
  initiator: string[];
  responder: string[];
}

/** One exchange: the lines when it succeeds, and when the negotiation fails in it. */
export interface Stage {
  success: (negotiation: Negotiation) => Lines;
  failures?: Partial<Record<Cause, (negotiation: Negotiation) => Lines>>;
}

/** An end's settings as its daemon writes them. */
export const daemonOf = (end: CloudEnd | PeerEnd, names: Pick<Daemon, 'name' | 'child'>): Daemon => {
  return {
    ...names,
    Address: end.Address,
    LocalId: end.IkeConfig.LocalId,
    RemoteId: end.IkeConfig.RemoteId,
    subnets: blocks(end.LocalSubnet).join(' '),
    BehindNat: 'BehindNat' in end && end.BehindNat,
    ike: ikeChoices(end).map(writeIke).join(', '),
    esp: ipsecChoices(end)
      .map((one) => writeEsp(one, false))
      .join(', '),
    espWithGroup: ipsecChoices(end)
      .map((one) => writeEsp(one))
      .join(', '),
    lifetimeS: end.IkeConfig.IkeLifetime,
  };
};

/** Whether the initiator's identity is not the one that the responder expects; otherwise the responder's is wrong. */
export const isInitiatorUnknown = ({ initiator, responder }: Negotiation): boolean =>
  initiator.LocalId !== responder.RemoteId;

/** `203.0.113.10[id]...198.51.100.1[id]`, seen from `me`. */
const between = (me: Daemon, other: Daemon): string =>
  `${me.Address}[${me.LocalId}]...${other.Address}[${other.LocalId}]`;

/** The addresses of both, seen from `me`. */
export const addresses = (me: Daemon, other: Daemon): string => `${me.Address}...${other.Address}`;

/** The line that says phase 1 is up, and how long it will last. */
export const established = (me: Daemon, other: Daemon, again: string): string[] => [
  `[IKE] IKE_SA ${me.name}[1] established between ${between(me, other)}`,
  `[IKE] scheduling ${again} in ${Math.round(me.lifetimeS * 0.86)}s`,
  `[IKE] maximum IKE_SA lifetime ${Math.round(me.lifetimeS * 0.96)}s`,
];

/** The line that says phase 2 is up. Real daemons number SAs at random; these numbers are always the same. */
export const childUp = (me: Daemon, other: Daemon, isInitiator: boolean): string => {
  const spis = isInitiator ? 'c0ffee01_i c0ffee02_o' : 'c0ffee02_i c0ffee01_o';
  return `[IKE] CHILD_SA ${me.child}{1} established with SPIs ${spis} and TS ${me.subnets} === ${other.subnets}`;
};

/** What the responder writes about the choice of algorithms. */
export const selection = (received: string, configured: string, mismatch?: string): string[] => [
  '[CFG] selecting proposal:',
  mismatch ? `[CFG]   no acceptable ${mismatch} found` : '[CFG]   proposal matches',
  `[CFG] received proposals: ${received}`,
  `[CFG] configured proposals: ${configured}`,
  ...(mismatch ? [] : [`[CFG] selected proposal: ${received}`]),
];

/** What each end notices of address translation on the way. */
export const translation = (me: Daemon, other: Daemon): string[] => [
  ...(me.BehindNat ? ['[IKE] local host is behind NAT, sending keep alives'] : []),
  ...(other.BehindNat ? ['[IKE] remote host is behind NAT'] : []),
];

const ATTEMPTS = [1, 2, 3, 4];

/** Log lines of retransmits without an answer. `repeat` is the daemon's phrase for one of them. */
export const retransmitsUnanswered = (repeat: (attempt: number) => string): string[] => [
  ...ATTEMPTS.map((attempt) => `[IKE] ${repeat(attempt)}`),
  `[IKE] giving up after ${ATTEMPTS.length} retransmits`,
  '[IKE] establishing IKE_SA failed, peer not responding',
];

/** A packet that one end builds and the other reads. */
export const send = (packet: string): Lines => ({
  initiator: [`[ENC] generating ${packet}`],
  responder: [`[ENC] parsed ${packet}`],
});

/** A packet on its way back. */
export const reply = (packet: string): Lines => ({
  initiator: [`[ENC] parsed ${packet}`],
  responder: [`[ENC] generating ${packet}`],
});

/** Log lines of several steps, joined in their order. */
export const join = (...parts: Partial<Lines>[]): Lines => ({
  initiator: parts.flatMap((one) => one.initiator ?? []),
  responder: parts.flatMap((one) => one.responder ?? []),
});
