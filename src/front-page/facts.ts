import type { Platform } from '../catalogue/action.ts';

/** What a server tells of itself to whoever can reach it. Nothing of the account, its resources or its callers. */
export interface ServerFacts {
  readonly version: string;
  readonly platform: Platform;
  readonly isSimulated: boolean;
  readonly readOnly: boolean;
  readonly toolsets: readonly string[];
  readonly tools: number;
  /** How callers say who they are: not at all, with a token of the operator, or with one of an authorization server. */
  readonly callers: 'anybody here' | 'tokens' | 'oauth' | 'tokens or oauth';
  /** How a person says yes to what stops traffic, destroys or costs money. */
  readonly confirm: 'ask' | 'page' | 'token';
  /** Whether nobody may approve what they have asked for themselves. */
  readonly approverIsOther: boolean;
}
