import type { Attempt } from './attempts.ts';
import type { Owner } from './owners.ts';

/** What became of a tunnel in the log of one end: its attempts in order, and how it stands at the end. */
export interface Course {
  readonly owner: Owner;
  readonly attempts: readonly Attempt[];
  /** Whether a phase 2 SA stands at the end of the log. */
  readonly isUp: boolean;
  /** Why it went down last; undefined when it was never up, or is up. */
  readonly lostBy?: Loss;
  /** Indices of lines at which traffic could flow again after phase 2 had gone while phase 1 stayed. */
  readonly refills: readonly number[];
  /** Indices of lines at which the tunnel went down with phase 1. */
  readonly losses: readonly number[];
}

export type Loss = 'silence' | 'closed by peer' | 'closed here';

interface Moment {
  readonly attempt: Attempt;
  readonly at: number;
  readonly step: Attempt['steps'][number];
}

const momentsOf = (attempts: readonly Attempt[]): readonly Moment[] =>
  attempts
    .flatMap((attempt) => attempt.steps.map((step) => ({ attempt, at: step.at, step })))
    .sort((a, b) => a.at - b.at);

const LOSSES: Readonly<Partial<Record<Attempt['steps'][number]['kind'], Loss>>> = {
  'gave up': 'silence',
  'closed by peer': 'closed by peer',
  closed: 'closed here',
  destroyed: 'closed here',
};

/** Whether another attempt that was under way comes up afterwards: it takes over what hangs on the one that goes. */
const isTakenOver = (attempts: readonly Attempt[], gone: Attempt, at: number): boolean =>
  attempts.some(
    ({ lines, steps }) =>
      steps !== gone.steps && (lines[0] ?? 0) < at && steps.some((step) => step.kind === 'ike up' && step.at > at),
  );

const createState = (attempts: readonly Attempt[]) => {
  const [standing, children] = [new Set<Attempt>(), new Set<string>()];
  const [refills, losses]: [number[], number[]] = [[], []];
  let lostBy: Loss | undefined;
  let wasUp = false;
  const isPhase1Only = attempts.every(({ steps }) =>
    steps.every(({ kind }) => kind === 'ike up' || kind === 'closed by peer'),
  );
  const childUp = (child: string, attempt: Attempt, at: number): void => {
    if (children.size === 0 && wasUp && standing.has(attempt)) refills.push(at);
    children.add(child);
    wasUp = true;
    lostBy = undefined;
  };
  const gone = (attempt: Attempt, at: number, loss: Loss): void => {
    if (!standing.delete(attempt)) return;
    if (standing.size > 0 || isTakenOver(attempts, attempt, at)) return;
    // A log that shows no phase 2 at all still shows a tunnel that goes.
    if (children.size > 0 || wasUp || isPhase1Only) {
      losses.push(at);
      lostBy = loss;
    }
    children.clear();
    wasUp = false;
  };
  return {
    take: ({ attempt, at, step }: Moment): void => {
      if (step.kind === 'ike up') standing.add(attempt);
      if (step.kind === 'child up') childUp(step.child, attempt, at);
      if (step.kind === 'child closed') children.delete(step.child);
      const loss = LOSSES[step.kind];
      if (loss !== undefined) gone(attempt, at, loss);
    },
    end: () => ({ isUp: children.size > 0, ...(lostBy && { lostBy }), refills, losses }),
  };
};

/** Whether a new negotiation from the first message on began after the tunnel had come up, and did not come up itself. */
const failsSince = (attempts: readonly Attempt[]): boolean => {
  const upAt = Math.max(-1, ...attempts.flatMap(({ steps }) => steps.filter(isUpStep).map(({ at }) => at)));
  return attempts.some(
    ({ isWhole, lines, steps }) =>
      isWhole && (lines[0] ?? 0) > upAt && steps.filter(({ kind }) => kind === 'message').length > 1,
  );
};

const isUpStep = ({ kind }: Attempt['steps'][number]): boolean => kind === 'child up' || kind === 'ike up';

const courseOf = (owner: Owner, attempts: readonly Attempt[]): Course => {
  const state = createState(attempts);
  momentsOf(attempts).forEach(state.take);
  const end = state.end();
  return { owner, attempts, ...end, isUp: end.isUp && !failsSince(attempts) };
};

/** The attempts of a log by the two ends that they are between, as each end wrote them. */
export const coursesOf = (attempts: readonly Attempt[]): readonly Course[] => {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = `${attempt.owner.writer} ${attempt.owner.peer}`;
    const known = groups.get(key);
    if (known) known.push(attempt);
    else groups.set(key, [attempt]);
  }
  return [...groups.values()].map((group) => courseOf(group[0]?.owner ?? {}, group));
};
