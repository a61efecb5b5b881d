import type { Risk } from './action.ts';

/** A change that may stop traffic unless it touches nothing but the fields named here. */
export const disruptUnlessOnly = (...quiet: readonly string[]) => ({
  worst: 'disrupt' as const,
  of: (input: object): Risk =>
    Object.entries(input).some(([field, value]) => value !== undefined && !quiet.includes(field)) ? 'disrupt' : 'write',
});

/** The same where what may stop traffic is known to today's public cloud alone: on an Apsara Stack it is a rename. */
export const renameOnStackElse = (...quiet: readonly string[]) => ({
  ...disruptUnlessOnly(...quiet),
  worstOnStack: 'write' as const,
});

/** Harmless by its arguments, yet live tables may show that traffic would move: the guard looks and may raise it. */
export const writeUnlessTrafficMoves = { worst: 'disrupt' as const, of: (): Risk => 'write' };

/** What a caller may be allowed. Approving is apart from the rest: who may write approves nothing by that. */
export const SCOPES = ['vpn:read', 'vpn:write', 'vpn:destroy', 'vpn:approve'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a text names one of them. */
export const isScope = (text: unknown): text is Scope => SCOPES.some((scope) => scope === text);

/** A caller that had to say who it is. */
export interface Principal {
  readonly name: string;
  /** What it may do now: permissions can be taken back while a call runs. */
  readonly may: (scope: Scope) => boolean;
  /** When the token by which it was known ends; absent where that is told otherwise, or never. */
  readonly endsMs?: number;
}

/** What a call of such a risk needs. */
export const scopeFor = (risk: Risk): Scope =>
  risk === 'read' ? 'vpn:read' : risk === 'destroy' ? 'vpn:destroy' : 'vpn:write';

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
