/** What whoever may approve is told when a question waits on a page. It was redacted and sanitized before. */
export interface ApprovalNotice {
  /** Leads to the page; it is unguessable, and gives nothing to who may not approve. */
  readonly url: string;
  /** The plan in words. */
  readonly plan: string;
  /** Who asks: the program, and whose it is. */
  readonly asker: string;
  readonly risk: 'disrupt' | 'destroy';
  readonly expiresAtMs: number;
}

/** How far the telling is. */
export type NoticeState = 'under way' | 'sent' | 'failed';
