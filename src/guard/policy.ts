import type { Risk } from '../catalogue/action.ts';

export type Verdict = 'run' | 'ask' | 'refuse';

/** What becomes of a call by its risk, in a server that may change things and in one that only reads. */
const table: Readonly<Record<'open' | 'read-only', Readonly<Record<Risk, Verdict>>>> = {
  open: { read: 'run', write: 'run', disrupt: 'ask', destroy: 'ask' },
  'read-only': { read: 'run', write: 'refuse', disrupt: 'refuse', destroy: 'refuse' },
};

/** The one decision about danger; everything else says how. */
export const judge = (risk: Risk, readOnly: boolean): Verdict => table[readOnly ? 'read-only' : 'open'][risk];

const order: readonly Risk[] = ['read', 'write', 'disrupt', 'destroy'];

/** The worst of several risks; `read` of none. */
export const worstOf = (risks: readonly Risk[]): Risk =>
  risks.reduce<Risk>((worst, risk) => (order.indexOf(risk) > order.indexOf(worst) ? risk : worst), 'read');
