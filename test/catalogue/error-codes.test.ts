import { expect, test } from 'vitest';
import { documentedCodes, remedyFor } from '../../src/catalogue/error-codes.ts';
import { actions } from '../../src/catalogue/index.ts';

const unknown = remedyFor('NoSuchCodeAnywhere');

test.each([
  ['VpnGateway.Configuring', /wait.*active/],
  ['VpnConnection.Configuring', /wait.*active/],
  ['VpnRouteEntry.Configuring', /wait.*active/],
  ['Appliance.Configuring', /wait.*active/],
  ['TaskConflict', /wait/],
  ['VpnTask.CONFLICT', /wait/],
  ['VpnGateway.FinancialLocked', /bill/],
  ['InvalidVpnConnection.AlreadyExists', /DescribeVpnConnections/],
  ['Resource.QuotaFull', /quota/],
  ['QuotaExceeded.Anything', /quota/],
  ['Throttling', /wait/],
  ['Throttling.User', /wait/],
  ['Rejected.Throttling', /wait/],
  ['InvalidCustomerGatewayInstanceId.NotFound', /region/],
  ['InvalidSslVpnServerId.NotFound', /region/],
  ['InvalidSomethingNew.NotFound', /region/],
  ['DependencyViolation.VpnConnection', /DescribeVpnConnections/],
  ['DependencyViolation.SomethingNew', /delete that first/],
  ['ForbiddenRelease', /prepaid/],
  ['SignatureDoesNotMatch', /secret/],
  ['InvalidTimeStamp.Expired', /clock/],
  ['IllegalTimestamp', /clock/],
  ['InvalidSecurityToken.Expired', /temporary credentials/],
  ['InvalidAccessKeyId.NotFound', /access key ID/],
  ['InvalidProtocol.NeedSsl', /https/],
  ['IdempotentParameterMismatch', /ClientToken/],
  ['MissingSomething', /parameter/],
  ['InternalError', /before you repeat/],
  ['UnknownError', /before|then repeat/],
  ['ServiceUnavailable', /wait/],
  ['VpnRouteEntry.Conflict', /lower that one to 0/],
  ['VpnRouteEntry.BackupRoute', /delete the other one/],
  ['NotSupportVpnConnectionParameter.IkeAuthAlg', /another algorithm/],
])('%s has a next step of its own', (code, words) => {
  expect(remedyFor(code)).toMatch(words);
  expect(remedyFor(code)).not.toBe(unknown);
});

test.each(['Forbbiden.SubUser', 'Forbidden.SubUser', 'Forbidden', 'Forbidden.RAM', 'NoPermission'])(
  '%s names the RAM permission and resource',
  (code) => {
    expect(remedyFor(code, 'DeleteVpnConnection')).toContain(
      'vpc:DeleteVpnConnection on acs:vpc:<region>:<account>:vpnconnection/<VpnConnectionId>',
    );
    expect(remedyFor(code, 'AssumeRole')).toContain('sts:AssumeRole on acs:ram::<account>:role/<name>');
    expect(remedyFor(code)).toContain('RAM');
  },
);

test('a refused read tells that the ID may be of another account', () => {
  expect(remedyFor('Forbidden', 'DescribeVpnGateway')).toContain('another account');
  expect(remedyFor('Forbidden', 'CreateVpnGateway')).not.toContain('another account');
});

test.each(['InternalError', 'InternalErrorOfAnyKind', 'UnknownError', 'SignatureNonceUsed'])(
  '%s after a read sends nobody to look for a change',
  (code) => {
    expect(remedyFor(code, 'DescribeVpnGateways')).toMatch(/A read changes nothing/);
    expect(remedyFor(code, 'CreateVpnGateway')).toMatch(/look whether the change happened/i);
  },
);

test('each documented code stands once and has a next step', () => {
  expect(new Set(documentedCodes).size).toBe(documentedCodes.length);
  expect(documentedCodes.filter((code) => remedyFor(code) === unknown)).toEqual([]);
});

test.each(['toString', '__proto__', 'constructor', '', '\u0000'])('a code such as %j is just unknown', (code) => {
  expect(remedyFor(code)).toBe(unknown);
  expect(remedyFor('Forbidden', code)).toContain('RAM');
});

test('every remedy is whole sentences, whatever the action', () => {
  const all = Object.keys(actions).map((action) => remedyFor('Forbidden', action));
  expect([unknown, ...all].filter((words) => !/^[A-Z].*[.)]$/.test(words))).toEqual([]);
});
