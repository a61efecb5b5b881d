import type { Fields } from '../../catalogue/action.ts';

/** What the guard adds to a reply as `Outcome`: how the write ended, whether somebody was asked, what to know. */
export interface OutcomeNote {
  /** `no-effect`: the cloud said yes, and reading back shows that the change is not there. */
  readonly State: 'done' | 'no-effect' | 'unchanged';
  /** Null where it was not, or could not be, read back; `Notes` say so. */
  readonly Confirmed: boolean | null;
  /** The way by which a yes came, in the words of the audit, or `nobody` where none was asked for. */
  readonly Asked: string;
  readonly Notes: readonly string[];
}

/** The way by which the yes came. */
export const askedBy = (approval: { readonly channel: string } | undefined): string => approval?.channel ?? 'nobody';

/** The outcome of a write that was sent. Only what was seen not to be there is called without effect. */
export const outcomeOf = (Confirmed: boolean | null, Asked: string, Notes: readonly string[]): OutcomeNote => ({
  State: Confirmed === false ? 'no-effect' : 'done',
  Confirmed,
  Asked,
  Notes,
});

/** The outcome of a call that asked for what is so already. */
export const unchangedOutcome = (note: string): OutcomeNote => ({
  State: 'unchanged',
  Confirmed: true,
  Asked: 'nobody',
  Notes: [note],
});

/** Who was asked for a result that is given once more. */
export const askedIn = ({ Outcome }: Fields): string => {
  const asked: unknown = typeof Outcome === 'object' && Outcome !== null ? Reflect.get(Outcome, 'Asked') : undefined;
  return typeof asked === 'string' ? asked : 'nobody';
};
