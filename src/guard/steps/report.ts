import type { Action, Fields } from '../../catalogue/action.ts';
import type { AppliedStep } from '../../catalogue/invoke.ts';
import { CloudError, isKnownProblem, Refused } from '../../errors.ts';
import { madeId } from '../outcome/next-steps.ts';
import type { OutcomeNote } from '../outcome/outcome.ts';
import { foundIn } from '../plan/impact.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import type { CallContext } from '../write/context.ts';
import { needsYes } from '../write/policy.ts';
import { liveStateFor } from '../write/prepare.ts';
import { isUnknown } from '../write/send.ts';

// What became of a step, and what a person has to do next. Few words: every result costs tokens.

/** Status of the gateway that a step worked on; undefined where there is none or it cannot be read. */
export const gatewayStatus = async (
  write: PlannedWrite,
  input: Fields,
  context: CallContext,
): Promise<string | undefined> => {
  const id = input['VpnGatewayId'] ?? write.impact.gatewayId;
  if (typeof id !== 'string' || write.impact.unchanged || context.call.signal.aborted) return undefined;
  const seen = await liveStateFor(write, context)
    .gateway(id)
    .catch(() => undefined);
  return seen && foundIn(seen)?.Status;
};

const states = { done: 'done', unchanged: 'unchanged', 'no-effect': 'no-effect' } as const;

/** A step that the cloud answered. */
export const doneStep = (
  at: number,
  action: Action,
  output: Fields,
  undo: string,
  status: string | undefined,
): AppliedStep => {
  const { State = 'done', Confirmed = null, Notes = [] }: Partial<OutcomeNote> = Object(output['Outcome']);
  const made = action.verb === 'create' ? madeId(action, output) : undefined;
  const id = output['RequestId'];
  return {
    Step: at,
    Action: action.name,
    State: states[State],
    ...(typeof id === 'string' && { RequestId: id }),
    Confirmed,
    ...(made !== undefined && { Made: made }),
    ...(status !== undefined && { GatewayStatus: status }),
    ...(Notes.length > 0 && { Notes }),
    ...(undo !== '' && State !== 'unchanged' && { Undo: undo }),
  };
};

/** What may stop traffic and was not seen afterwards is not built upon; nor is what was seen to have had no effect. */
export const mayGoOn = ({ State, Confirmed }: AppliedStep, { risk }: PlannedWrite): boolean =>
  State === 'unchanged' || (State === 'done' && (Confirmed === true || !needsYes(risk)));

/** A step that failed, was cut off, or was refused before anything was sent. */
export const failedStep = (at: number, action: Action, error: unknown): AppliedStep => {
  const isHeld = error instanceof Refused;
  const known = isKnownProblem(error);
  const requestId = error instanceof CloudError ? error.failure.RequestId : undefined;
  return {
    Step: at,
    Action: action.name,
    State: isHeld ? 'not begun' : isUnknown(error) ? 'unknown' : 'failed',
    ...(requestId !== undefined && { RequestId: requestId }),
    Code: known ? error.code : 'internal',
    ...(known && { Notes: [error.message, error.remedy] }),
  };
};

/** A step in whose place something else runs, and why. */
export const replacedStep = ({ Undo: _nothingToUndo, ...failed }: AppliedStep): AppliedStep => ({
  ...failed,
  State: 'replaced',
  Notes: [
    failed.State === 'failed'
      ? 'The cloud refused it: what the plan holds instead comes next.'
      : 'The cloud said yes and nothing has changed: what the plan holds instead comes next.',
    ...(failed.Notes ?? []),
  ],
});

/** A step that must not run yet. */
export const heldStep = (at: number, action: Action, why: string): AppliedStep => ({
  Step: at,
  Action: action.name,
  State: 'not begun',
  Code: 'held',
  Notes: [why],
});

const GO_ON =
  'Repeat the same call: it finds out where the list stands, does nothing twice, and asks a person for what is left.';

const whyStopped = ({ Step, State }: AppliedStep): string =>
  ({
    unknown: `Nobody knows whether step ${Step} was done. The steps after it wait until that is found out.`,
    failed: `The cloud refused step ${Step}; it is not done.`,
    'no-effect': `The cloud said yes to step ${Step}, and its change is not there.`,
    'not begun': `Step ${Step} was not sent.`,
    done: `Step ${Step} is done, and could not be seen in the cloud afterwards.`,
    'done before': '',
    unchanged: '',
    replaced: '',
  })[State];

const isEffective = ({ State }: AppliedStep): boolean => State === 'done' || State === 'done before';

/** What a person or an agent does next; nothing where the whole list is done. */
export const nextOf = (all: readonly AppliedStep[]): readonly string[] => {
  const steps = all.filter(({ State }) => State !== 'replaced');
  const rest = steps.findIndex((each) => !isEffective(each) && each.State !== 'unchanged');
  if (rest < 0) return [];
  const at = steps[rest]?.State === 'not begun' && steps[rest]?.Code === undefined ? rest - 1 : rest;
  const stopped = steps[at] ?? steps[rest];
  const done = steps.filter(isEffective).map(({ Step }) => Step);
  const back =
    done.length === 0
      ? 'Nothing of the list is done.'
      : `Or go back: take back step ${done.toReversed().join(', then ')}, each as its Undo says.`;
  return [...(stopped ? [whyStopped(stopped)] : []), GO_ON, back];
};
