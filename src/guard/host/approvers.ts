import type { RequestListener } from 'node:http';
import type { ApprovalNotice, NoticeState } from '../../catalogue/approval-notice.ts';
import type { Principal } from '../../catalogue/risk.ts';

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
  /** Takes what answers requests below /approve/. Foreign hosts and origins do not reach it. */
  readonly mount: (pages: RequestListener) => void;
}
