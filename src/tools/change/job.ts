import { z } from 'zod';
import type { Risk } from '../../catalogue/action.ts';
import type { Applied, Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { Refused } from '../../errors.ts';
import { defineTool, type Tool, withText } from '../tool.ts';
import { appliedFields, linesOf, nextLines } from './applied.ts';

// An everyday change: read what is so, work out what is left to do, ask once for all of it, do it step by step, look again.
// What is left is worked out anew by each call, so that a call that was broken off, or waits for people, is just repeated.

/** One part of a change, and where it stands. */
export interface BoardLine {
  readonly What: string;
  readonly State: 'done' | 'to do' | 'waits for people' | 'not known';
}

/** What is so already and what people do next. */
export interface Standing {
  readonly board: readonly BoardLine[];
  readonly next: readonly string[];
}

/** A change as it would be done now. */
export interface Job extends Standing {
  /** What a person reads before the steps: what the whole does, what could go wrong, how to get back. */
  readonly summary: readonly SummaryLine[];
  /** What is left to do, in its order; none where all is done or people have to act first. */
  readonly steps: readonly Step[];
  /** Looks once more when all steps are done. */
  readonly afterwards: (applied: Applied) => Promise<Standing>;
  /** What people have to know before they repeat a call that stopped, where it does not simply go on. */
  readonly whenStopped?: (applied: Applied) => readonly string[];
}

/** A tool that does an everyday change under one approval. */
interface JobTool<I extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  /** The worst of its steps. */
  readonly risk: Risk;
  readonly input: I;
  /** Reads only. Refuses what cannot be done, before anybody is asked. */
  readonly plan: (args: z.infer<I>, call: Call, invoke: Invoke) => Promise<Job>;
}

const boardLines = (board: readonly BoardLine[]): readonly string[] =>
  board.map(({ What, State }) => `[${State}] ${What}`);

/** The board of a job that stopped: what became of its lines is said by the steps, and by the next call, which reads anew. */
const AS_PLANNED = 'As planned, before the first step; not read again. The steps say what was done since:';

const answer = (applied: Applied, { board, next }: Standing, note?: string) => {
  const Next = [...applied.Next, ...next];
  return withText(
    {
      ...applied,
      Steps: applied.Steps.map((step) => ({ ...step })),
      ...(note !== undefined && { BoardNote: note }),
      Board: board.map((line) => ({ ...line })),
      Next,
    },
    [...linesOf(applied), ...(note === undefined ? [] : [note]), ...boardLines(board), ...nextLines(Next)].join('\n'),
  );
};

const nothingLeft = ({ board, next }: Standing) => {
  const isWaiting = board.some(({ State }) => State !== 'done');
  const State = isWaiting ? 'waits for people' : 'done';
  const head = isWaiting
    ? 'Nothing can be done now: people have to act first. Nothing was sent.'
    : 'It is so already: nobody was asked and nothing was sent.';
  return withText(
    { State, Steps: [], Board: board.map((line) => ({ ...line })), Next: [...next] },
    [head, ...boardLines(board), ...nextLines(next)].join('\n'),
  );
};

const noLists = (): never => {
  throw new Refused('refused', 'No lists are done here.', 'Call each tool by itself.');
};

const runJob = async (job: Job, call: Call) => {
  if (job.steps.length === 0) return nothingLeft(job);
  if (!call.apply) return noLists();
  const applied = await call.apply(job.steps, job.summary);
  if (applied.State === 'done') return answer(applied, await job.afterwards(applied));
  return answer(applied, { board: job.board, next: job.whenStopped?.(applied) ?? [] }, AS_PLANNED);
};

/** Adds to an everyday change what all of them share: one question, the steps, the board. */
export const jobTool = <I extends z.ZodObject>({ plan, ...tool }: JobTool<I>): Tool =>
  defineTool({
    ...tool,
    toolset: 'change',
    output: z.looseObject({
      ...appliedFields,
      BoardNote: z.string().optional(),
      Board: z.array(z.looseObject({ What: z.string(), State: z.string() })),
    }),
    run: async (args, call, invoke) => runJob(await plan(args, call, invoke), call),
  });
