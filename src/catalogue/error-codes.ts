import { isRead } from './action.ts';
import { actions, isActionName } from './index.ts';
import { permissionFor } from './permission.ts';
import { FIND_ELSEWHERE } from './schema/not-found.ts';

const wait = 'The gateway is still busy with another change: wait until DescribeVpnGateway says active, then repeat.';
const clock = "Set this machine's clock (NTP): the cloud accepts at most 15 minutes of difference.";
const elsewhere = `Check the ID and the region: ${FIND_ELSEWHERE.en}, but sees no VPC without a VPN gateway.`;
const gone = (list: string) =>
  `Check the ID: ${FIND_ELSEWHERE.en} (${list} lists one region); it may have been deleted.`;
const token = 'Get fresh temporary credentials; key, secret and token must come from the same issue.';
const slower = 'Too many calls: wait some seconds and send fewer at a time.';
const access =
  'Compare the access key ID with the one in the console; it may be deleted, disabled or of another cloud.';

// After these a change may have happened or not.
const failed = 'The cloud failed: look whether the change happened before you repeat it.';
const noReason = 'The cloud gave no reason; often the gateway is busy. Look whether the change happened, then repeat.';
const arrivedTwice = 'An earlier attempt arrived after all: look whether the change happened.';
const unsure: readonly string[] = [failed, noReason, arrivedTwice];
const readAgain = 'A read changes nothing: try again in a minute.';

/** The next step for each code that the guide documents, and for the well-known ones beside it. Words of ours. */
const remedies: Readonly<Record<string, string>> = {
  // The guide, chapter 6.
  ForbiddenRelease:
    'The gateway is prepaid: it can be released only after its term, or by the account owner in billing.',
  'InvalidVpnGatewayInstanceId.NotFound': gone('DescribeVpnGateways'),
  'InvalidCustomerGatewayInstanceId.NotFound': gone('DescribeCustomerGateways'),
  'InvalidVpnConnectionInstanceId.NotFound': gone('DescribeVpnConnections'),
  'InvalidVpnConnection.AlreadyExists':
    'This gateway already has a connection to this customer gateway: find it with DescribeVpnConnections and change it.',
  'InvalidIpAddress.AlreadyExist':
    'A customer gateway with this address exists in the region: use it, see DescribeCustomerGateways.',
  'InvalidIpAddress.WrongFormat': 'Give one public IPv4 address, such as 203.0.113.7.',
  InvalidName: 'Use 2 to 128 letters, digits, periods, underscores or hyphens, a letter first.',
  InvalidDescription: 'Use 2 to 256 characters, a letter first, not http:// or https://.',
  'Resource.QuotaFull': 'The quota is used up: delete what is not needed, or ask the operator of the cloud for more.',
  'VpnGateway.Configuring': wait,
  'VpnGateway.FinancialLocked': 'The account is overdue: settle the bill, then repeat.',

  // The guide, chapter 7.3 (STS).
  InvalidParameter: 'Read the message: it names the parameter; for AssumeRole check the form of RoleArn.',
  'InvalidParameter.RoleArn': 'RoleArn has the form acs:ram::<account>:role/<name>.',
  'InvalidParameter.RoleSessionName': 'Use 2 to 64 letters, digits and . @ - _ as RoleSessionName.',
  'InvalidParameter.DurationSeconds': "Use 900 seconds or more, and at most the role's own limit (often 3600).",
  'InvalidParameter.PolicyGrammar': 'Policy is not a valid RAM policy: correct its JSON, or leave it out.',
  'InvalidParameter.PolicySize': 'Policy is too long: keep it within 1024 characters.',
  'EntityNotExist.Role': 'No such role: check account and name in RoleArn.',
  InternalError: failed,

  // Busy or in conflict; newer builds use these beside VpnGateway.Configuring.
  TaskConflict: wait,
  'VpnTask.CONFLICT': wait,
  OperationConflict: 'Another change runs at the same time: wait some seconds, then repeat.',
  UnknownError: noReason,
  ServiceUnavailable: 'The cloud is overloaded: wait a minute, then repeat.',
  'IncorrectStatus.VpnGateway': 'Wait until DescribeVpnGateway says active, then repeat.',

  // Too many calls.
  Throttling: slower,
  'Throttling.User': slower,
  'Throttling.Api': slower,
  'Rejected.Throttling': slower,

  // Signature, time and credentials.
  SignatureDoesNotMatch: 'The secret does not belong to the access key ID, or a proxy changed the request: check both.',
  IncompleteSignature: 'The gateway could not read the signature: check the secret and any proxy on the way.',
  SignatureNonceUsed: arrivedTwice,
  'InvalidTimeStamp.Expired': clock,
  IllegalTimestamp: clock,
  'InvalidAccessKeyId.NotFound': access,
  'InvalidAccessKeyId.Inactive': access,
  'InvalidSecurityToken.Expired': token,
  'InvalidSecurityToken.MismatchWithAccessKey': token,
  'InvalidSecurityToken.Malformed': token,
  MissingSecurityToken: 'The key is a temporary one (STS.): give its security token too.',

  // Wrong place, wrong product, wrong parameters.
  'InvalidProtocol.NeedSsl': 'This endpoint wants HTTPS: use an https:// endpoint, or secure transport behind a proxy.',
  'InvalidApi.NotFound': 'This site does not offer the action: check the endpoint, or the version of the platform.',
  'InvalidAction.NotFound': 'This site does not offer the action: check the endpoint, or the version of the platform.',
  InvalidVersion: 'The endpoint is of another product: check it.',
  'InvalidRegionId.NotFound': 'No such region: list them with DescribeRegions.',
  IdempotentParameterMismatch: 'This ClientToken was used with other parameters: leave it out, or use a new one.',
  UnnecessarySslConnection: 'SslConnections needs EnableSsl: true: set it, or leave SslConnections out.',
  'OperationFailed.SslNotSupport': 'SSL-VPN is not offered here: create the gateway without EnableSsl.',
  'IllegalParam.LocalSubnet': 'Correct LocalSubnet: network blocks joined by commas, apart from RemoteSubnet.',
  'IllegalParam.RemoteSubnet': 'Correct RemoteSubnet: network blocks joined by commas, apart from LocalSubnet.',
  'QuotaExceeded.PolicyBasedRoute': 'The gateway is full of policy routes: delete some, or use destination routes.',
  'DependencyViolation.VpnConnection': 'Delete the IPsec connections of the gateway first: see DescribeVpnConnections.',
  'DependencyViolation.SslVpnServer': 'Delete the SSL servers of the gateway first: see DescribeSslVpnServers.',
  'DependencyViolation.GreTunnel': 'Delete the GRE tunnels of the gateway first, in the console.',
  'InvalidVpnGatewayId.NotFound': gone('DescribeVpnGateways'),
  'InvalidVpnInstanceId.NotFound': gone('DescribeVpnGateways'),
  'InvalidSslVpnServerId.NotFound': gone('DescribeSslVpnServers'),
  'InvalidSslVpnClientCertId.NotFound': gone('DescribeSslVpnClientCerts'),
  'InvalidRouteEntry.NotFound':
    'RouteDest, NextHop and Weight (and RouteSource) must all match an entry: list the routes first.',
  INSTANCE_NOT_EXISTS: elsewhere,
  'VpnRouteEntry.Conflict':
    'Another entry for this destination has weight 100: lower that one to 0 first, or give this one weight 0.',
  'VpnRouteEntry.BackupRoute':
    'An active and a standby entry exist: delete the other one, change this one, then make the other again.',
};

/** Families of codes, the first that fits; for whatever the table does not name. */
const families: readonly (readonly [RegExp, string])[] = [
  [/Throttling/i, slower],
  [/\.Configuring$|CONFLICT/i, wait],
  [/^DependencyViolation/, 'Something still hangs on it: delete that first.'],
  [/^QuotaExceeded|QuotaFull$/, 'A quota is used up: delete what is not needed, or ask the operator for more.'],
  [/^InvalidSecurityToken/, token],
  [/^InvalidAccessKeyId/, access],
  [/^Signature|Signature$/, 'Check the access key secret and any proxy on the way.'],
  [/Time_?stamp/i, clock],
  [/NotFound$|NotExist/i, elsewhere],
  [/AlreadyExist/i, 'It exists already: list the resources and use or change the one that is there.'],
  [/FinancialLocked|Arrear/i, 'The account is overdue: settle the bill, then repeat.'],
  [/^(?:Missing|Invalid|Illegal)/, 'Read the message: it names the parameter that is missing or wrong; correct it.'],
  [/^(?:Internal|Unknown)|Unavailable/, failed],
  [/^NotSupportVpnConnectionParameter/, 'This site does not know that value: choose another algorithm or group.'],
  [/NotSupport|^Unsupported|^OperationDenied/i, 'This site or this resource does not support it.'],
];

const fallback = 'Read the message; with the RequestId the support of the cloud can tell more.';

/** Codes that say no to this key; `Forbbiden.SubUser` is the cloud's own spelling, the right one is taken too. */
const refusals: readonly string[] = ['Forbbiden.SubUser', 'Forbidden', 'Forbidden.RAM', 'NoPermission'];
const isRefusal = (code: string): boolean => /^Forb+id+en(?!Release)|^NoPermission/i.test(code);

const grant = (action: string | undefined): string => {
  const stack = 'On Apsara Stack also check the organization and resource set that the call names.';
  if (action === undefined || !isActionName(action)) return `Ask for the permission in RAM. ${stack}`;
  const needed = permissionFor(action);
  const stranger = /\/<\w+Id>$/.test(needed.resource) ? ' An ID of another account is refused in the same way.' : '';
  return `Ask for ${needed.action} on ${needed.resource} in RAM. ${stack}${stranger}`;
};

/** Every code that the guide documents or that is well known besides, for a reader to look through. */
export const documentedCodes: readonly string[] = [...refusals, ...Object.keys(remedies)];

const stepFor = (code: string, action: string | undefined): string => {
  const known = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  if (known !== undefined) return known;
  if (isRefusal(code)) return grant(action);
  return families.find(([form]) => form.test(code))?.[1] ?? fallback;
};

/**
 * The next step after a failure: one or two plain sentences of ours for any code, known or not. A refusal names the
 * RAM permission and the resource that the action needs; a failed read is not sent to look for a change.
 */
export const remedyFor = (code: string, action?: string): string => {
  const step = stepFor(code, action);
  const changedNothing = action !== undefined && isActionName(action) && isRead(actions[action]);
  return changedNothing && unsure.includes(step) ? readAgain : step;
};
