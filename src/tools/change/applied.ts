import { z } from 'zod';
import type { Applied, AppliedStep } from '../../catalogue/invoke.ts';

/** What became of a list of writes, as a tool answers it. */
export const appliedFields = {
  State: z.string(),
  Steps: z.array(z.looseObject({ Step: z.number(), Action: z.string(), State: z.string() })),
  Next: z.array(z.string()),
};

const lineOf = ({ Step, Action, State, Code, RequestId, Made, GatewayStatus, Notes, Undo }: AppliedStep): string =>
  [
    `${Step}. ${Action}: ${State}`,
    ...[Made, Code, GatewayStatus && `gateway ${GatewayStatus}`, RequestId && `RequestId ${RequestId}`].filter(Boolean),
    ...[...(Notes ?? []), Undo && `Undo: ${Undo}`].filter(Boolean),
  ].join(' · ');

/** Where a list stands, in words: how many steps are done, then each with what is known of it. */
export const linesOf = ({ State, Asked, Steps }: Applied): readonly string[] => {
  const done = Steps.filter((step) => /^(done|done before|unchanged)$/.test(step.State)).length;
  const head =
    State === 'done' ? `Done: all ${Steps.length} steps.` : `STOPPED: ${done} of ${Steps.length} steps are done.`;
  return [`${head} Asked: ${Asked}.`, ...Steps.map(lineOf)];
};

/** What a person does next, a line each. */
export const nextLines = (next: readonly string[]): readonly string[] => next.map((line) => `Next: ${line}`);
