import { expect, it } from 'vitest';
import type { Risk } from '../../../src/catalogue/action.ts';
import type { Caller } from '../../../src/catalogue/invoke.ts';
import { refuseWithoutScope } from '../../../src/guard/approval/permit.ts';

const caller = (...scopes: string[]): { caller: Caller } => ({
  caller: {
    requestId: '1',
    session: 'principal ana',
    transport: 'http',
    principal: { name: 'ana', may: (scope) => scopes.includes(scope) },
  },
});

it.each([
  ['write', ['vpn:write'], false],
  ['disrupt', ['vpn:write'], false],
  ['destroy', ['vpn:destroy'], false],
  ['destroy', ['vpn:write', 'vpn:approve'], true],
  ['write', ['vpn:read', 'vpn:destroy', 'vpn:approve'], true],
] as const)('%s with %j: refused %s', (risk, scopes, isRefused) => {
  const check = () => refuseWithoutScope(risk, caller(...scopes));
  if (isRefused) expect(check).toThrow(/does not hold the scope/);
  else expect(check).not.toThrow();
});

it.each(['write', 'disrupt', 'destroy'] satisfies Risk[])(
  'where nobody says who they are, %s needs no scope',
  (risk) => {
    expect(() =>
      refuseWithoutScope(risk, { caller: { requestId: '1', session: 's', transport: 'stdio' } }),
    ).not.toThrow();
  },
);
