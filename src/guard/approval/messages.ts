import type { NoticeState } from '../../catalogue/risk.ts';
import { Refused } from '../../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { planText } from '../plan/render.ts';
import type { Language } from '../text/message.ts';
import { clockTime } from '../text/time.ts';

/** Where and until when a yes can still be given. */
export interface ApprovalOffer {
  readonly Url?: string;
  readonly Approval?: string;
  readonly expiresAtMs?: number;
}

/** Code, what happened, and what to do next. */
export type RefusalText = readonly [code: Refused['code'], message: string, remedy: string];

/** A model reads the rest of a very long plan as data; a human is always shown the whole. */
const LONGEST_PLAN = 6000;

const shortPlan = (plan: Plan, language: Language): string => {
  const text = planText(plan, language);
  return text.length <= LONGEST_PLAN ? text : `${text.slice(0, LONGEST_PLAN)}…`;
};

/** A refusal with the plan of what was refused: text for a model, and the same as data for programs. */
export const refusalOf = (
  [code, message, remedy]: RefusalText,
  plan: Plan,
  language: Language,
  { expiresAtMs, ...offer }: ApprovalOffer = {},
): Refused =>
  new Refused(code, `${message}\n\n${shortPlan(plan, language)}`, remedy, {
    State: code,
    ...offer,
    ...(expiresAtMs !== undefined && { ExpiresAt: new Date(expiresAtMs).toISOString() }),
    Plan: plan,
  });

/** Every way in which an approval is not given, and what to do then. */
export const noApproval = {
  declined: [
    'refused',
    'The human said no. Nothing was sent.',
    'Do not repeat the call; ask the human what they want instead.',
  ],
  dismissed: [
    'refused',
    'The human closed the question without an answer. Nothing was sent.',
    'Ask the human; repeat the call only if they want it.',
  ],
  notApprover: [
    'refused',
    'The caller’s access token does not hold the scope vpn:approve, and this server takes approvals by token only. Nothing was sent.',
    'Ask the operator of this server for the scope, or a person who holds it to make the call.',
  ],
  approverGone: [
    'void',
    'Whoever approved this may not do so any more. Nothing was sent.',
    'Repeat the call to have it approved by somebody else.',
  ],
  notConfirmed: [
    'refused',
    'The form came back without a clear yes. Nothing was sent.',
    'Repeat the call to ask again; the human has to confirm in the form itself.',
  ],
  wrongName: [
    'refused',
    'The name that was typed is not that of the target. Nothing was sent.',
    'Tell the human which resource is meant; repeat the call to ask again.',
  ],
  pageVoid: [
    'refused',
    'The page was closed: too many wrong tries, or this server changed or stopped meanwhile. Nothing was sent.',
    'Tell the human which resource is meant; repeat the call to ask again.',
  ],
  expired: [
    'expired',
    'The approval ran out before it was used. Nothing was sent.',
    'Repeat the same call to ask again.',
  ],
  forged: [
    'void',
    'That approval was not given by this server for this call. Nothing was sent.',
    'Repeat the call without it: a new question is asked.',
  ],
  otherCall: [
    'void',
    'That approval was given for another call: the action, an argument, the account or the region differs. Nothing was sent.',
    'Repeat the call to have this one approved.',
  ],
  used: [
    'void',
    'That approval has been used: each serves once. Nothing was sent.',
    'Look whether the first call did what was wanted; repeat the call to ask again.',
  ],
  changed: [
    'void',
    'The target changed after the plan was shown, so the approval is void. Nothing was sent. This is how it is now.',
    'Show the human the new plan; repeat the call to ask again.',
  ],
  identity: [
    'void',
    'This server acts under another identity since the call was looked at, so what was asked or approved is void. Nothing was sent.',
    'Repeat the call: it is looked at again under the new identity.',
  ],
  noChannel: [
    'refused',
    'This needs the yes of a human, and there is no way to ask one here. Nothing was sent.',
    'Use a client that shows forms, a terminal, or start the server with --confirm page; --confirm token is for unattended use.',
  ],
} as const satisfies Readonly<Record<string, RefusalText>>;

export type NoApproval = keyof typeof noApproval;

/** Waiting for a page, which is served on loopback of the machine that this server runs on. */
export const pageIsOpen = (url: string, expiresAtMs: number, isRemote: boolean): RefusalText => [
  'approval_required',
  `A human has to approve this first; nothing was sent. The plan is on a page of ${isRemote ? 'the computer that runs this server' : 'this computer'}, open until ${clockTime(expiresAtMs)}: ${url}`,
  `Give the human this link${isRemote ? ', to be opened on that computer' : ''}. When they have decided there, repeat exactly the same call.`,
];

/** What a webhook has done so far. */
const ANNOUNCED: Readonly<Record<NoticeState, string>> = {
  'under way': 'Whoever may approve is being told by the webhook.',
  sent: 'Whoever may approve was told by the webhook.',
  failed: 'The webhook for approvers failed, so nobody was told: pass the link on yourself.',
};

/** Waiting for a page of a server whose people say who they are. */
export const pageIsPublic = (
  url: string,
  expiresAtMs: number,
  mustBeOther: boolean,
  announced?: NoticeState,
): RefusalText => [
  'approval_required',
  `A human has to approve this first; nothing was sent. The plan is on a page of this server, open until ${clockTime(expiresAtMs)}: ${url}`,
  `${announced ? `${ANNOUNCED[announced]} ` : ''}Give this link to ${mustBeOther ? 'somebody other than the caller' : 'a person'} who may approve: the page asks for their own access token, with the scope vpn:approve. When they have decided there, repeat exactly the same call.`,
];

/** So many wrong PINs that nobody's PIN is taken for a while. */
export const pinLocked = (untilMs: number): RefusalText => [
  'refused',
  `Too many wrong PINs were typed on approval pages, so none takes a PIN until ${clockTime(untilMs)}. Nothing was sent.`,
  'Tell the human; if it was not them, a program on this machine guesses their PIN. Repeat the call after that time to ask again.',
];

/** More questions at once than anybody reads. */
export const pageMovedOn: RefusalText = [
  'refused',
  'The page of this question gave way to newer ones: at most twenty stand open at once. Nothing was sent, and nobody answered it.',
  'Let the human answer the open pages first; then repeat the call to ask again.',
];

/** Waiting for a form that is still open in the client. */
export const stillAsked = (expiresAtMs: number): RefusalText => [
  'approval_required',
  `The question is still open in the client, until ${clockTime(expiresAtMs)}; nothing was sent yet.`,
  'Ask the human to answer it, then repeat exactly the same call: it takes up the same question.',
];

/** Waiting for the same call with a token, where the operator put no human in between. */
export const tokenNeeded = (token: string, expiresAtMs: number): RefusalText => [
  'approval_required',
  `Nothing was sent. To carry out this plan, repeat the same call with Approval: ${token} (until ${clockTime(expiresAtMs)}, once).`,
  'Show the plan to whoever is responsible; with their yes, repeat the same call and add the Approval argument.',
];

/** The question itself, for a form or a terminal. */
export const questionText = (plan: Plan, confirm: string | undefined, language: Language): string => {
  const head = { en: 'Approve exactly this?', zh: '是否批准以下操作？' }[language];
  const type = { en: `To confirm, type: ${confirm}`, zh: `请输入以确认：${confirm}` }[language];
  return [head, planText(plan, language), ...(confirm === undefined ? [] : [type])].join('\n');
};
