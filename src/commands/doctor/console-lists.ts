import { timeLimit } from '../../catalogue/abort.ts';
import type { Client } from '../../client/client.ts';
import type { ConsoleList, ConsoleRow } from '../../client/console.ts';
import { isKnownProblem } from '../../errors.ts';

/** A list of the console, or in a sentence why it is not known. */
export type Listed = ConsoleList | { readonly unknown: string };

/** What a key may see on an Apsara Stack. */
export interface ConsoleLists {
  readonly organizations: Listed;
  readonly resourceSets: Listed;
}

export const isKnown = (listed: Listed): listed is ConsoleList => 'rows' in listed;

/** A console that is slow must not keep whoever waits for the rest. */
const LONGEST_MS = 15_000;
/** For how long a refusal that may pass is answered by another attempt. */
const HOLD_MS = 2_000;

const silent = (): void => {};

const reasonOf = (problem: unknown): string => {
  if (isKnownProblem(problem)) return problem.message;
  if (problem instanceof Error && /^(Timeout|Abort)Error$/.test(problem.name))
    return `the console did not answer within ${LONGEST_MS / 1000} s`;
  return 'the answer could not be read';
};

/** Asks the console for both lists. Never rejects: what it does not say is not known, and nothing else fails for it. */
export const readConsoleLists = async (client: Pick<Client, 'console'>, signal: AbortSignal): Promise<ConsoleLists> => {
  const bounded = timeLimit(LONGEST_MS, signal);
  const control = { signal: bounded, progress: silent, log: silent, holdMs: HOLD_MS };
  const ask = (list: (typeof client.console)['organizations']): Promise<Listed> =>
    list(control).catch((problem: unknown) => ({ unknown: reasonOf(problem) }));
  const [organizations, resourceSets] = await Promise.all([
    ask(client.console.organizations),
    ask(client.console.resourceSets),
  ]);
  return { organizations, resourceSets };
};

/** A name of one word stands as it is; in any other a comma or "(in use)" would pass for the list's own. */
const quoted = (name: string): string => (/^[\p{L}\p{N}_.-]*$/u.test(name) ? name : `"${name.replaceAll('"', "'")}"`);

/** `33 head-office`, `34 "East, plant 2"`, for people; of a name that is empty only the ID. */
export const labelOf = ({ id, name }: ConsoleRow): string => `${id} ${quoted(name)}`.trim();
