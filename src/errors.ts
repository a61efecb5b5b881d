/** Base of the expected errors: a code that never changes and the next step. */
abstract class Problem extends Error {
  abstract readonly code: string;
  /** The next step that an agent or a person can take; one plain sentence. */
  readonly remedy: string;
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** The guard refused, or waits for a human. `approval` goes into the result's `_meta`, for programs. */
export class Refused extends Problem {
  override readonly name = 'Refused';
  readonly code: 'approval_required' | 'refused' | 'expired' | 'void';
  readonly approval: Readonly<Record<string, unknown>> | undefined;
  constructor(
    code: Refused['code'],
    message: string,
    remedy: string,
    approval?: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(message, remedy, options);
    this.code = code;
    this.approval = approval;
  }
}

/** The cloud's refusal, as a `CloudError` carries it. */
export interface CloudFailure {
  /** The cloud's own spelling, `Forbbiden.SubUser` included. */
  readonly Code: string;
  readonly HttpStatus: number;
  readonly RequestId?: string;
  /** Whether the same call may succeed later without a change. */
  readonly Retryable: boolean;
  /** For a write: false when the cloud may have acted although it answered with a failure. */
  readonly OutcomeKnown: boolean;
}

/** The cloud answered with a failure. */
export class CloudError extends Problem {
  override readonly name = 'CloudError';
  readonly code: string;
  readonly failure: CloudFailure;
  constructor(failure: CloudFailure, message: string, remedy: string, options?: ErrorOptions) {
    super(message, remedy, options);
    this.code = failure.Code;
    this.failure = failure;
  }
}

/** Where on the way to the gateway a call was lost. */
export type Phase = 'name' | 'connect' | 'tls' | 'proxy' | 'read' | 'body';

/** No usable answer came. For a write, `outcomeKnown` says whether the cloud provably did not act. */
export class Unreachable extends Problem {
  override readonly name = 'Unreachable';
  readonly code = 'unreachable';
  readonly host: string;
  readonly phase: Phase;
  readonly outcomeKnown: boolean;
  /** Whether the same call may go through later without a change; an untrusted certificate stays untrusted. */
  readonly retryable: boolean;
  constructor(
    where: {
      readonly host: string;
      readonly phase: Phase;
      readonly outcomeKnown: boolean;
      readonly retryable?: boolean;
    },
    message: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, remedy, options);
    this.host = where.host;
    this.phase = where.phase;
    this.outcomeKnown = where.outcomeKnown;
    this.retryable = where.retryable ?? true;
  }
}

/** Cannot start, or cannot sign: a setting is missing or wrong. `setting` is the variable's or option's name. */
export class BadSettings extends Problem {
  override readonly name = 'BadSettings';
  readonly code = 'bad_settings';
  readonly setting: string;
  constructor(setting: string, message: string, remedy: string, options?: ErrorOptions) {
    super(message, remedy, options);
    this.setting = setting;
  }
}

/** The expected errors; anything else that is thrown is a fault of this program. */
export type KnownProblem = Refused | CloudError | Unreachable | BadSettings;

/** Whether an error is an expected one. */
export const isKnownProblem = (error: unknown): error is KnownProblem => error instanceof Problem;
