import type { Cause } from './checks.ts';
import { blocks, type CloudEnd, ikeChoices, ipsecChoices, type PeerEnd } from './end.ts';
import { type Misfit, writeEsp, writeIke } from './proposal.ts';

/** One end as a daemon's log knows it. */
export interface Speaker {
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

/** A negotiation about to be told: who starts, who answers, and what goes wrong. */
export interface Talk {
  starter: Speaker;
  answerer: Speaker;
  /** IkeMode of the one who starts; matters in IKEv1. */
  mode: string;
  cause?: Cause;
  misfit?: Misfit;
}

/** What the two ends write. */
export interface Lines {
  starter: string[];
  answerer: string[];
}

/** One exchange: what is written when it succeeds, and when it is where the talk ends. */
export interface Stage {
  goes: (talk: Talk) => Lines;
  ends?: Partial<Record<Cause, (talk: Talk) => Lines>>;
}

/** An end's settings in the daemon's words. */
export const speak = (end: CloudEnd | PeerEnd, names: Pick<Speaker, 'name' | 'child'>): Speaker => {
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

/** Whether the one who starts calls itself other than the answerer expects; otherwise the fault is the answerer's name. */
export const isStarterUnknown = ({ starter, answerer }: Talk): boolean => starter.LocalId !== answerer.RemoteId;

/** `203.0.113.10[id]...198.51.100.1[id]`, seen from `me`. */
const between = (me: Speaker, other: Speaker): string =>
  `${me.Address}[${me.LocalId}]...${other.Address}[${other.LocalId}]`;

/** The addresses of both, seen from `me`. */
export const addresses = (me: Speaker, other: Speaker): string => `${me.Address}...${other.Address}`;

/** The line that says phase 1 is up, and how long it will last. */
export const established = (me: Speaker, other: Speaker, again: string): string[] => [
  `[IKE] IKE_SA ${me.name}[1] established between ${between(me, other)}`,
  `[IKE] scheduling ${again} in ${Math.round(me.lifetimeS * 0.86)}s`,
  `[IKE] maximum IKE_SA lifetime ${Math.round(me.lifetimeS * 0.96)}s`,
];

/** The line that says phase 2 is up. Real daemons number SAs at random; these numbers are always the same. */
export const childUp = (me: Speaker, other: Speaker, isStarter: boolean): string => {
  const spis = isStarter ? 'c0ffee01_i c0ffee02_o' : 'c0ffee02_i c0ffee01_o';
  return `[IKE] CHILD_SA ${me.child}{1} established with SPIs ${spis} and TS ${me.subnets} === ${other.subnets}`;
};

/** How a choice of algorithms ends for the one who answers. */
export const selection = (received: string, configured: string, misfit?: string): string[] => [
  '[CFG] selecting proposal:',
  misfit ? `[CFG]   no acceptable ${misfit} found` : '[CFG]   proposal matches',
  `[CFG] received proposals: ${received}`,
  `[CFG] configured proposals: ${configured}`,
  ...(misfit ? [] : [`[CFG] selected proposal: ${received}`]),
];

/** What each end notices of address translation on the way. */
export const translation = (me: Speaker, other: Speaker): string[] => [
  ...(me.BehindNat ? ['[IKE] local host is behind NAT, sending keep alives'] : []),
  ...(other.BehindNat ? ['[IKE] remote host is behind NAT'] : []),
];

const tries = [1, 2, 3, 4];

/** Repeats that nobody answers. `repeat` is the daemon's phrase for one try. */
export const givingUp = (repeat: (attempt: number) => string): string[] => [
  ...tries.map((attempt) => `[IKE] ${repeat(attempt)}`),
  `[IKE] giving up after ${tries.length} retransmits`,
  '[IKE] establishing IKE_SA failed, peer not responding',
];

/** A packet that one end builds and the other reads. */
export const send = (packet: string): Lines => ({
  starter: [`[ENC] generating ${packet}`],
  answerer: [`[ENC] parsed ${packet}`],
});

/** A packet on its way back. */
export const reply = (packet: string): Lines => ({
  starter: [`[ENC] parsed ${packet}`],
  answerer: [`[ENC] generating ${packet}`],
});

/** Several things in the order in which they are written. */
export const join = (...parts: Partial<Lines>[]): Lines => ({
  starter: parts.flatMap((one) => one.starter ?? []),
  answerer: parts.flatMap((one) => one.answerer ?? []),
});
