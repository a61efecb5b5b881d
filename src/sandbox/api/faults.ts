import { z } from 'zod';
import { Refusal } from '../state/refusal.ts';

/**
 * What goes wrong with the next calls. Kinds with `after` act first: the change is made, then its reply is lost or wrong.
 * `throttle` 400 Throttling.User · `forbidden` 403 Forbidden · `expired-token` 400 InvalidSecurityToken.Expired ·
 * `refuse` any status, code and message · `error-before`, `error-after` 5xx · `cut-before`, `cut-after` the connection
 * breaks · `lose-reply` acts, then says nothing until the caller hangs up · `garbage` acts, then a proxy's HTML page ·
 * `truncate` acts, then half of the reply · `delay` only waits, then goes on as usual.
 */
export const faultSchema = z.strictObject({
  kind: z.enum([
    'throttle',
    'forbidden',
    'expired-token',
    'refuse',
    'error-before',
    'error-after',
    'cut-before',
    'cut-after',
    'lose-reply',
    'garbage',
    'truncate',
    'delay',
  ]),
  action: z.string().default('*').describe('An action name, or * for any.'),
  times: z.number().int().min(1).default(1).describe('For how many calls; then it is spent.'),
  skip: z.number().int().min(0).default(0).describe('Calls that pass unharmed first.'),
  ms: z.number().int().min(0).default(0).describe('Wait this long first (real time), whatever the kind.'),
  status: z.number().int().min(200).max(599).optional().describe('HTTP status, where the kind leaves it open.'),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfterMs: z.number().int().min(0).optional().describe('Sent as x-acs-retry-after with a throttle.'),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

/** Faults that wait for their calls. */
export interface Faults {
  /** Throws a ZodError when one is not of the schema. */
  add(faults: readonly FaultInput[]): void;
  clear(): void;
  /** The fault of this call, if any; counts the call. */
  next(action: string): Fault | undefined;
  list(): readonly Fault[];
}

export const createFaults = (): Faults => {
  let waiting: Fault[] = [];
  const applies = (fault: Fault, action: string): boolean => {
    if (fault.action !== '*' && fault.action !== action) return false;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return false;
    }
    fault.times -= 1;
    return true;
  };
  return {
    add: (faults) => {
      waiting.push(...faults.map((one) => faultSchema.parse(one)));
    },
    clear: () => {
      waiting = [];
    },
    next: (action) => {
      const found = waiting.find((one) => applies(one, action));
      waiting = waiting.filter((one) => one.times > 0);
      return found;
    },
    list: () => waiting,
  };
};

const refusalOf = (
  { status, code, message, retryAfterMs }: Fault,
  otherwise: readonly [number, string, string],
): Refusal => new Refusal(status ?? otherwise[0], code ?? otherwise[1], message ?? otherwise[2], retryAfterMs);

const serverError = [500, 'InternalError', 'The request processing has failed due to some unknown error.'] as const;

/** The refusal that a fault makes of a call before it acts; undefined for the kinds that let it act or cut it. */
export const refusalBefore = (fault: Fault): Refusal | undefined => {
  switch (fault.kind) {
    case 'throttle':
      return refusalOf(fault, [400, 'Throttling.User', 'Request was denied due to user flow control.']);
    case 'forbidden':
      return refusalOf(fault, [403, 'Forbidden', 'This key may not do this.']);
    case 'expired-token':
      return refusalOf(fault, [400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.']);
    case 'refuse':
      return refusalOf(fault, [400, 'OperationDenied', 'The operation is denied.']);
    case 'error-before':
      return refusalOf(fault, serverError);
    default:
      return undefined;
  }
};

/** The refusal that takes the place of a good reply after the call acted. */
export const refusalAfter = (fault: Fault): Refusal | undefined =>
  fault.kind === 'error-after' ? refusalOf(fault, serverError) : undefined;
