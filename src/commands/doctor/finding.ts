import { isKnownProblem, Unreachable } from '../../errors.ts';

/** What was checked and what was found. Whatever is bad says what to do; a note may. */
export interface Finding {
  readonly check: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly found: string;
  readonly remedy?: string;
}

export const good = (check: string, found: string): Finding => ({ check, state: 'good', found });

export const note = (check: string, found: string, remedy?: string): Finding => ({
  check,
  state: 'note',
  found,
  ...(remedy !== undefined && { remedy }),
});

export const bad = (check: string, found: string, remedy: string): Finding => ({ check, state: 'bad', found, remedy });

/** An error as a finding; the phase in which a call was lost is appended to the check's name. */
export const problem = (check: string, error: unknown): Finding => {
  if (!isKnownProblem(error)) return bad(check, String(error), 'Report it: it is our fault.');
  const phase = error instanceof Unreachable ? ` (${error.phase})` : '';
  return bad(`${check}${phase}`, error.message, error.remedy);
};

/** Text without the password that a URL may carry. */
export const withoutPassword = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//***@');
