import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Risk } from '../../../src/catalogue/action.ts';
import { type AttemptFailure, type AttemptState, advise } from '../../../src/client/retry/retry.ts';

const refused = (
  Code: string,
  HttpStatus = 400,
  rest: { Message?: string; retryAfterMs?: number } = {},
): AttemptFailure => ({
  kind: 'refused',
  Code,
  HttpStatus,
  Message: '',
  ...rest,
});
const lost = (outcomeKnown: boolean, hopeless = false): AttemptFailure => ({ kind: 'lost', outcomeKnown, hopeless });

const stateOf = (part: Partial<AttemptState> = {}): AttemptState => ({
  risk: 'read',
  hasToken: false,
  timesUsed: {},
  elapsedMs: 0,
  limitMs: 300_000,
  random: 1,
  ...part,
});
const write = { risk: 'write', hasToken: true } as const;
const bare = { risk: 'write', hasToken: false } as const;
const remove = { risk: 'destroy', hasToken: false } as const;

const table: {
  name: string;
  failure: AttemptFailure;
  who?: Partial<AttemptState>;
  next: string;
  ms?: number;
  known?: boolean;
}[] = [
  { name: 'a busy gateway is waited for', failure: refused('VpnGateway.Configuring'), who: bare, next: 'gateway' },
  { name: 'its kin as well', failure: refused('TaskConflict'), who: bare, next: 'gateway' },
  {
    name: 'a route being configured too',
    failure: refused('VpnRouteEntry.Configuring'),
    who: remove,
    next: 'gateway',
  },
  { name: 'throttling is waited out', failure: refused('Throttling.User'), who: bare, next: 'wait', ms: 500 },
  { name: 'throttling in any spelling', failure: refused('Rejected.Throttling'), next: 'wait' },
  {
    name: 'the cloud’s own delay is a floor',
    failure: refused('Throttling', 400, { retryAfterMs: 3_000 }),
    next: 'wait',
    ms: 3_300,
  },
  {
    name: 'a throttled create has surely not acted',
    failure: refused('Throttling'),
    who: bare,
    next: 'wait',
    known: true,
  },
  { name: 'a server fault on a read', failure: refused('InternalError', 500), next: 'wait', ms: 100, known: true },
  {
    name: 'a server fault on a write with a token',
    failure: refused('InternalError', 500),
    who: write,
    next: 'wait',
    known: false,
  },
  {
    name: 'a server fault on a write without one',
    failure: refused('InternalError', 500),
    who: bare,
    next: 'give-up',
    known: false,
  },
  {
    name: 'an unheard-of 5xx leaves a write unknown',
    failure: refused('Odd', 507),
    who: bare,
    next: 'give-up',
    known: false,
  },
  { name: 'an unavailable service', failure: refused('ServiceUnavailable', 503), who: write, next: 'wait' },
  {
    name: 'an unknown error on delete waits for the gateway',
    failure: refused('UnknownError', 500),
    who: remove,
    next: 'gateway',
    known: false,
  },
  { name: 'a lost reply on a read', failure: lost(false), next: 'wait', known: true },
  { name: 'a lost reply on a write with a token', failure: lost(false), who: write, next: 'wait', known: false },
  { name: 'a lost reply on a write without one', failure: lost(false), who: bare, next: 'give-up', known: false },
  { name: 'a lost reply on a delete', failure: lost(false), who: remove, next: 'wait', known: false },
  { name: 'a request that never left is repeated by all', failure: lost(true), who: bare, next: 'wait', known: true },
  { name: 'an untrusted certificate is not tried again', failure: lost(true, true), next: 'give-up' },
  {
    name: 'a used nonce on a write with a token',
    failure: refused('SignatureNonceUsed'),
    who: write,
    next: 'wait',
    ms: 0,
  },
  {
    name: 'a used nonce on a write without one',
    failure: refused('SignatureNonceUsed'),
    who: bare,
    next: 'give-up',
    known: false,
  },
  { name: 'a wrong clock is corrected', failure: refused('InvalidTimeStamp.Expired'), who: bare, next: 'clock' },
  { name: 'an older name of a wrong clock', failure: refused('IllegalTimestamp'), next: 'clock' },
  {
    name: 'expired keys are refreshed',
    failure: refused('InvalidSecurityToken.Expired'),
    who: bare,
    next: 'refresh',
  },
  { name: 'a conflict is waited out', failure: refused('OperationConflict'), who: bare, next: 'wait', known: true },
  {
    name: 'a refusal that asks for another try',
    failure: refused('OperationDenied', 400, {
      Message: 'The current status does not support this, please retry again.',
    }),
    who: bare,
    next: 'wait',
    known: true,
  },
  {
    name: 'a server fault that asks for another try is still a server fault',
    failure: refused('InternalError', 500, { Message: 'Please try again later.' }),
    who: bare,
    next: 'give-up',
    known: false,
  },
];

test.each(table)('$name: $next', ({ failure, who, next, ms, known }) => {
  const advice = advise(failure, stateOf(who));
  expect(advice.next).toBe(next);
  if (ms !== undefined) expect(advice).toHaveProperty('ms', ms);
  if (known !== undefined) expect(advice.outcomeKnown).toBe(known);
});

const never =
  'SignatureDoesNotMatch IncompleteSignature InvalidAccessKeyId.NotFound Forbidden Forbbiden.SubUser NoPermission ' +
  'InvalidName MissingParameter Resource.QuotaFull QuotaExceeded.X VpnGateway.FinancialLocked IdempotentParameterMismatch ' +
  'InvalidVpnConnection.AlreadyExists InvalidIpAddress.AlreadyExist DependencyViolation.VpnConnection InvalidProtocol.NeedSsl';

test.each(never.split(' '))('%s is final', (code) => {
  for (const who of [{}, write, bare, remove]) {
    expect(advise(refused(code), stateOf(who))).toEqual({ next: 'give-up', retryable: false, outcomeKnown: true });
  }
});

describe('whatever happens', () => {
  const failures: fc.Arbitrary<AttemptFailure> = fc.oneof(
    fc.record({ kind: fc.constant('lost' as const), outcomeKnown: fc.boolean(), hopeless: fc.boolean() }),
    fc.record({
      kind: fc.constant('refused' as const),
      Code: fc.oneof(
        fc.constantFrom(
          'Throttling',
          'VpnGateway.Configuring',
          'InternalError',
          'OperationConflict',
          'SignatureNonceUsed',
        ),
        fc.string(),
      ),
      HttpStatus: fc.constantFrom(200, 400, 403, 404, 408, 429, 500, 502, 503, 504),
      Message: fc.string(),
      retryAfterMs: fc.integer({ min: 0, max: 10_000 }),
    }),
  );
  const risks: fc.Arbitrary<Risk> = fc.constantFrom('read', 'write', 'disrupt', 'destroy');

  test('a call ends: attempts and time are bounded', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(failures),
        risks,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (stream, risk, hasToken, random) => {
          const spent: Record<string, number> = {};
          let elapsedMs = 0;
          let attempts = 0;
          for (const failure of stream) {
            attempts += 1;
            const advice = advise(failure, { risk, hasToken, timesUsed: spent, elapsedMs, limitMs: 300_000, random });
            if (advice.next === 'give-up') break;
            expect(advice.ms).toBeGreaterThanOrEqual(0);
            elapsedMs += advice.ms;
            spent[advice.rule] = (spent[advice.rule] ?? 0) + 1;
          }
          expect(attempts).toBeLessThan(250);
          expect(elapsedMs).toBeLessThanOrEqual(300_000);
        },
      ),
    );
  });

  test('a write without a token is never repeated while its outcome is unknown', () => {
    fc.assert(
      fc.property(failures, fc.constantFrom('write' as const, 'disrupt' as const), (failure, risk) => {
        const advice = advise(failure, stateOf({ risk }));
        if (!advice.outcomeKnown) expect(advice.next).toBe('give-up');
      }),
    );
  });

  test('waits double up to their cap, and callers that fail together spread', () => {
    const ms = (spent: number, random: number) =>
      advise(refused('Throttling'), stateOf({ timesUsed: { throttled: spent }, random }));
    expect([0, 1, 2, 5].map((spent) => ms(spent, 1))).toMatchObject([
      { ms: 500 },
      { ms: 1_000 },
      { ms: 2_000 },
      { ms: 16_000 },
    ]);
    expect(ms(2, 0)).toMatchObject({ ms: 1_000 });
    expect(ms(6, 1).next).toBe('give-up');
  });

  test('no wait outlasts the patience of the caller', () => {
    expect(advise(refused('Throttling', 400, { retryAfterMs: 60_000 }), stateOf({ limitMs: 45_000 }))).toEqual({
      next: 'give-up',
      retryable: true,
      outcomeKnown: true,
    });
  });
});
