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
