import type { CharonLine } from './charon-line.ts';
import { secondsOf } from './negotiation-state.ts';

/** Whose line it is: the end that wrote the log and the end that it speaks of, as their addresses. */
export interface Owner {
  readonly writer?: string;
  readonly peer?: string;
}

/** What one thread does about one packet: its lines belong together although others stand between. */
interface Job {
  writer: string | undefined;
  peer: string | undefined;
  readonly numbers: Set<string>;
  isSent: boolean;
}

const ADDRESS = String.raw`(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})`;
const PARTIES = new RegExp(
  String.raw`\bestablished between ${ADDRESS}\[[^\]]{0,200}\]\.\.\.${ADDRESS}\[|\bconfig (?:found )?for ${ADDRESS}\.\.\.${ADDRESS}`,
);
const TOWARDS = new RegExp(String.raw`\binitiating .{0,100}IKE_SA \S{1,80} to ${ADDRESS}`);
const BY = new RegExp(`${ADDRESS} is initiating an? `);

const partiesIn = ({ packet, text }: CharonLine): Owner => {
  if (packet)
    return packet.isSent ? { writer: packet.from, peer: packet.to } : { writer: packet.to, peer: packet.from };
  const [, a, b, c, d] = PARTIES.exec(text) ?? [];
  const [writer, peer] = [a ?? c, b ?? d];
  if (writer !== undefined && peer !== undefined) return { writer, peer };
  const other = TOWARDS.exec(text)?.[1] ?? BY.exec(text)?.[1];
  return other === undefined ? {} : { peer: other };
};

const addTo = (job: Job, line: CharonLine, { writer, peer }: Owner): void => {
  job.writer ??= writer;
  job.peer ??= peer;
  if (line.sa !== undefined) job.numbers.add(line.sa);
  job.isSent = line.packet?.isSent === true;
};

/** The line with which a daemon begins. */
export const DAEMON_STARTS = /\bspawning \d{1,3} worker threads|\bloaded plugins: |\bStarting (?:IKE|strongSwan)/;

/** Lines before which another log may begin: the daemon starts, or time runs backwards. */
const breaksOf = (lines: readonly CharonLine[]): readonly boolean[] => {
  let before: number | undefined;
  return lines.map(({ text }) => {
    const seconds = secondsOf(text);
    // Just after midnight the time of day begins anew.
    const isBack = seconds !== undefined && before !== undefined && seconds < before && before - seconds < 80_000;
    before = seconds ?? before;
    return isBack || DAEMON_STARTS.test(text);
  });
};

/** What a thread does by itself, when a timer runs out: it has nothing to do with the packet that it saw last. */
const BY_TIMER =
  /\[JOB\]|\bretransmit \d+ of request|giving up after|sending DPD request|sending keep ?alive|deleting half[- ]open/;

/** Which job each line belongs to: a new one begins with a received packet, after a sent one, and in another log. */
const jobsOf = (lines: readonly CharonLine[], breaks: readonly boolean[]): readonly Job[] => {
  const open = new Map<string, Job>();
  return lines.map((line, at) => {
    if (breaks[at]) open.clear();
    const known = open.get(line.thread);
    const parties = partiesIn(line);
    const isOther = parties.writer !== undefined && known?.writer !== undefined && parties.writer !== known.writer;
    const isNew =
      known === undefined || known.isSent || isOther || line.packet?.isSent === false || BY_TIMER.test(line.text);
    const job: Job = isNew ? { writer: undefined, peer: undefined, numbers: new Set(), isSent: false } : known;
    open.set(line.thread, job);
    addTo(job, line, parties);
    return job;
  });
};

/** Who wrote each line: what its job says, else who wrote the lines before, or after a break the lines behind it. */
const writersOf = (jobs: readonly Job[], breaks: readonly boolean[]): readonly (string | undefined)[] => {
  const next: (string | undefined)[] = [];
  for (let at = jobs.length - 1; at >= 0; at -= 1) next[at] = jobs[at]?.writer ?? next[at + 1];
  let writer: string | undefined;
  let isOpen = true;
  return jobs.map((job, at) => {
    isOpen = isOpen || breaks[at] === true;
    const own = job.writer;
    if (own !== undefined) {
      writer = own;
      isOpen = false;
    }
    return isOpen ? (next[at] ?? writer) : writer;
  });
};

/** Whose each line is. Lines that name nobody and stand with no packet have a writer at most. */
export const ownersOf = (lines: readonly CharonLine[]): readonly Owner[] => {
  const breaks = breaksOf(lines);
  const jobs = jobsOf(lines, breaks);
  const writers = writersOf(jobs, breaks);
  const peers = new Map<string, string>();
  return lines.map((_, at) => {
    const [job, writer] = [jobs[at], writers[at]];
    const key = (number: string): string => `${writer} ${number}`;
    const peer = job?.peer ?? [...(job?.numbers ?? [])].map((number) => peers.get(key(number))).find(Boolean);
    if (job?.peer !== undefined) for (const number of job.numbers) peers.set(key(number), job.peer);
    // Nobody talks to himself: the lines are another end's, which has not named itself yet.
    return { ...(writer && writer !== peer && { writer }), ...(peer && { peer }) };
  });
};
