import { expect, it } from 'vitest';
import { keyOf, variableOf } from '../../src/settings/option.ts';

it.each([
  ['region', 'region', 'VPN_MCP_REGION'],
  ['read-timeout-ms', 'readTimeoutMs', 'VPN_MCP_READ_TIMEOUT_MS'],
  ['imds-v1-disabled', 'imdsV1Disabled', 'VPN_MCP_IMDS_V1_DISABLED'],
])('--%s is %s in settings and %s in the environment', (name, key, variable) => {
  expect([keyOf(name), variableOf(name)]).toEqual([key, variable]);
});
