import { actions, isActionName } from '../../catalogue/index.ts';
import { type Identified, idFields, isSameKind } from '../../catalogue/resource.ts';
import type { Past } from '../history/history.ts';
import type { PastWrite } from '../history/past-write.ts';

/** What is known of how a thing was renamed in the last day. */
export interface Renames {
  /** When the last one was, in ms since 1970; undefined when there was none. */
  readonly atMs: number | undefined;
  /** What the thing was called, the oldest name first. */
  readonly names: readonly string[];
}

const nameGiven = ({ input }: PastWrite): string | undefined => {
  const name = input['Name'];
  return typeof name === 'string' ? name : undefined;
};

/** Whether a write gave a thing another name, or may have. A change of settings may repeat the name that is there. */
const isRename = (write: PastWrite, kind: Identified, id: string): boolean => {
  if (write.result === 'failed' || !isActionName(write.action)) return false;
  const { verb, resource } = actions[write.action];
  const name = nameGiven(write);
  return (
    verb === 'modify' &&
    isSameKind(resource, kind) &&
    write.input[idFields[kind]] === id &&
    name !== undefined &&
    name !== write.formerName
  );
};

/** The renames of one thing among the writes of the last day. The name that it was made with is the only one it had. */
export const renamesOf = ({ writes }: Pick<Past, 'writes'>, kind: Identified, id: string): Renames => {
  const renames = writes.filter((write) => isRename(write, kind, id));
  const made = writes.filter((write) => write.made.includes(id));
  const all = [...made.map(nameGiven), ...renames.flatMap((write) => [write.formerName, nameGiven(write)])];
  const names = all.flatMap((name) => (name ? [name] : []));
  return { atMs: renames.at(-1)?.atMs, names: [...new Set(names)] };
};
