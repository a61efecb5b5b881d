import type { Fields } from '../../catalogue/action.ts';
import type { Evidence } from '../causes/evidence.ts';

/** A ready call. `note` says what it costs, or what has to happen at the peer in the same moment. */
export interface Fix {
  readonly tool: string;
  readonly args: Fields;
  readonly note?: Evidence;
  /** Raises weak values of the cloud: the peer needs the same new values. */
  readonly raises?: true;
}

/** What can be done about one cause: here, at the peer, or outside this API. */
export interface Remedy {
  readonly fix?: Fix;
  readonly peerChange?: Evidence;
  readonly advice?: Evidence;
}

/** An object without its absent members. */
export const present = (object: Fields): Fields =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
