import type { Call } from '../catalogue/invoke.ts';

/** A call before the guard has given it `approve`, `secrets` and `plan`. */
export type BareCall = Omit<Call, 'approve' | 'secrets' | 'plan'>;
