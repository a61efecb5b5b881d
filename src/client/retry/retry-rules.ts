/** What may follow one failed attempt. `gateway` waits until the VPN gateway is active again. */
export type Next = 'wait' | 'refresh' | 'clock' | 'gateway';

/** Which calls a rule may repeat: `repeatable` means reads, deletes, and writes that carry a ClientToken. */
export type RetriedCalls = 'all' | 'deletes' | 'repeatable';

/** One row of the retry table. Only the first rule that fits a failed attempt counts. */
export interface Rule {
  readonly name: string;
  /** Any of these is enough; a rule without one is for lost replies. */
  readonly code?: RegExp;
  readonly status?: RegExp;
  readonly message?: RegExp;
  /** For calls that got no usable answer: never sent, or sent with an unknown outcome. */
  readonly lost?: 'unsent' | 'unknown';
  readonly repeats: RetriedCalls;
  readonly next: Next;
  /** First wait; each further one doubles, up to the cap, with jitter. */
  readonly baseMs: number;
  readonly capMs: number;
  /** How often this rule may grant a retry within one logical call. */
  readonly times: number;
  /** The same for a read, which never waits for the end of a change as a change does. */
  readonly timesForRead?: number;
  /** The cloud may have acted although it answered with a failure. */
  readonly mayHaveActed?: boolean;
}

// The codes that the providers retry on every change while another one runs on the same gateway.
const configuring =
  /^(VpnGateway|VpnConnection|VpnRouteEntry|Appliance)\.Configuring$|^TaskConflict$|^VpnTask\.CONFLICT$/i;

/**
 * The retry table. Order matters: the narrow rows stand before the wide ones, and whatever fits no row (Invalid*,
 * Missing*, Forbidden*, quotas, dependencies, a wrong signature) is never sent again.
 */
export const rules: readonly Rule[] = [
  {
    name: 'gateway busy',
    code: configuring,
    repeats: 'all',
    next: 'gateway',
    baseMs: 500,
    capMs: 8_000,
    times: 100,
    timesForRead: 3,
  },
  {
    name: 'throttled',
    code: /throttling/i,
    status: /^429$/,
    repeats: 'all',
    next: 'wait',
    baseMs: 500,
    capMs: 20_000,
    times: 6,
  },
  {
    name: 'clock off',
    code: /^(InvalidTimeStamp\.Expired|IllegalTimestamp)$/i,
    repeats: 'all',
    next: 'clock',
    baseMs: 0,
    capMs: 0,
    times: 1,
  },
  // Either chance, or an earlier copy of ours did arrive: so only with a token.
  {
    name: 'nonce used',
    code: /^SignatureNonceUsed$/i,
    repeats: 'repeatable',
    next: 'wait',
    baseMs: 0,
    capMs: 0,
    times: 1,
    mayHaveActed: true,
  },
  {
    name: 'keys expired',
    code: /^InvalidSecurityToken\.Expired$/i,
    repeats: 'all',
    next: 'refresh',
    baseMs: 0,
    capMs: 0,
    times: 1,
  },
  {
    name: 'conflict',
    code: /^OperationConflict$/i,
    repeats: 'all',
    next: 'wait',
    baseMs: 1_000,
    capMs: 5_000,
    times: 24,
  },
  // Deleting a gateway answers so while one of its connections is being configured.
  {
    name: 'unknown on delete',
    code: /^UnknownError$/i,
    repeats: 'deletes',
    next: 'gateway',
    baseMs: 500,
    capMs: 8_000,
    times: 10,
    mayHaveActed: true,
  },
  {
    name: 'server fault',
    code: /^(ServiceUnavailable|InternalError|UnknownError|5\d\d)$/i,
    status: /^(408|5\d\d)$/,
    message: /^code: 5\d\d/,
    repeats: 'repeatable',
    next: 'wait',
    baseMs: 100,
    capMs: 20_000,
    times: 3,
    mayHaveActed: true,
  },
  // Below the server faults: those often say the same and may have acted.
  {
    name: 'told to retry',
    message: /please retry again|try (it|again) later/i,
    repeats: 'all',
    next: 'wait',
    baseMs: 1_000,
    capMs: 5_000,
    times: 24,
  },
  { name: 'never sent', lost: 'unsent', repeats: 'all', next: 'wait', baseMs: 200, capMs: 2_000, times: 2 },
  {
    name: 'reply lost',
    lost: 'unknown',
    repeats: 'repeatable',
    next: 'wait',
    baseMs: 200,
    capMs: 20_000,
    times: 3,
    mayHaveActed: true,
  },
];
