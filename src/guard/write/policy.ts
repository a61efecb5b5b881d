import type { Risk } from '../../catalogue/action.ts';

export type Verdict = 'run' | 'ask' | 'refuse';

/** What becomes of a call by its risk, in a server that may change things and in one that only reads. */
const table: Readonly<Record<'open' | 'read-only', Readonly<Record<Risk, Verdict>>>> = {
  open: { read: 'run', write: 'run', disrupt: 'ask', destroy: 'ask' },
  'read-only': { read: 'run', write: 'refuse', disrupt: 'refuse', destroy: 'refuse' },
};

/** The one decision about danger; everything else says how. */
export const judge = (risk: Risk, readOnly: boolean): Verdict => table[readOnly ? 'read-only' : 'open'][risk];

/** Whether a call of this risk waits for a human's yes. */
export const needsYes = (risk: Risk): boolean => judge(risk, false) === 'ask';

const order: readonly Risk[] = ['read', 'write', 'disrupt', 'destroy'];

/** The worst of several risks; `read` of none. */
export const worstOf = (risks: readonly Risk[]): Risk =>
  risks.reduce<Risk>((worst, risk) => (order.indexOf(risk) > order.indexOf(worst) ? risk : worst), 'read');

/** Calls that are harmless by their arguments and may yet draw traffic from an existing route: live tables decide. */
const mayDraw: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => boolean>> = {
  CreateVpnRouteEntry: () => true,
  CreateVpnPbrRouteEntry: () => true,
  PublishVpnRouteEntry: () => true,
  CreateVpnConnection: (input) => input['AutoConfigRoute'] === true,
};

/** New words for a thing: harmless, but names are what `--protect` goes by, and the same words need not be sent. */
export const isRename = (action: string, input: Readonly<Record<string, unknown>>): boolean =>
  action.startsWith('Modify') && (input['Name'] !== undefined || input['Description'] !== undefined);

/** Whether live state has to be looked at before the risk is known. */
export const needsLook = (action: string, input: Readonly<Record<string, unknown>>, floor: Risk): boolean =>
  needsYes(floor) || isRename(action, input) || (mayDraw[action]?.(input) ?? false);
