import type { IncomingMessage, RequestListener } from 'node:http';
import type { ApprovalNotice, NoticeState, Principal } from '../../catalogue/risk.ts';

/** Somebody who has logged in, and what their own forms carry so that no other page can send one for them. */
export interface LoggedIn {
  readonly principal: Principal;
  readonly formToken: string;
}

/** How people log in on a page, where they can. */
export interface PageLogin {
  /** Where to log in, and come back to this path of ours. */
  readonly at: (path: string) => string;
  readonly personOf: (request: IncomingMessage) => LoggedIn | undefined;
}

/** The pages on which people say who they are: the first part of their paths. */
export type PageKind = 'approve' | 'download';

/** On a server whose callers say who they are, whoever approves does so, too: on a page at the server's own address. */
export interface Approvers {
  /** Under which address people reach the server. */
  readonly origin: () => string;
  /** Who holds an access token; undefined when nobody does. */
  readonly principalOf: (token: string) => Principal | undefined | Promise<Principal | undefined>;
  /** Whether nobody may approve what they have asked for themselves. */
  readonly mustBeOther: boolean;
  /** Tells them that something waits, in the background; gives what says how far that is. Absent where nothing is told. */
  readonly announce?: ((notice: ApprovalNotice) => () => NoticeState) | undefined;
  readonly login?: PageLogin | undefined;
  /**
   * Takes what answers requests below /approve/, or below /download/, and what says whether there is, or was of late, a page
   * with that last part of its path. Foreign hosts and origins do not reach it.
   */
  readonly mount: (below: PageKind, pages: RequestListener, isKnown: (name: string) => boolean) => void;
  /** Hears of each caller whose token was taken back, or is over. */
  readonly onCallerGone: (hear: (name: string) => void) => void;
}
