import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Risk } from '../../src/catalogue/action.ts';
import { annotationsOf, defineTool } from '../../src/tools/tool.ts';

const toolOf = (name: string, risk: Risk = 'read') =>
  defineTool({
    name,
    toolset: 'assist',
    description: 'x',
    risk,
    input: z.strictObject({}),
    output: z.looseObject({}),
    run: async () => ({}),
  });

describe('a title', () => {
  it.each([
    ['DescribeSslVpnClientCerts', 'Describe SSL VPN client certs'],
    ['CreateVpnPbrRouteEntry', 'Create VPN PBR route entry'],
    ['DiagnoseTunnel', 'Diagnose tunnel'],
    ['Overview', 'Overview'],
  ])('of %s is %s', (name, title) => expect(toolOf(name).title).toBe(title));
});

describe('annotations', () => {
  it.each([
    { name: 'DescribeX', risk: 'read', readOnly: true, destructive: false, idempotent: true },
    { name: 'CreateX', risk: 'write', readOnly: false, destructive: false, idempotent: false },
    { name: 'CreateX', risk: 'disrupt', readOnly: false, destructive: true, idempotent: false },
    { name: 'ModifyX', risk: 'disrupt', readOnly: false, destructive: true, idempotent: true },
    { name: 'DeleteX', risk: 'destroy', readOnly: false, destructive: true, idempotent: true },
    { name: 'AssumeRole', risk: 'disrupt', readOnly: false, destructive: true, idempotent: false },
  ] as const)('of $name ($risk) follow from its risk', ({ name, risk, readOnly, destructive, idempotent }) => {
    expect(annotationsOf(toolOf(name, risk))).toMatchObject({
      readOnlyHint: readOnly,
      destructiveHint: destructive,
      idempotentHint: idempotent,
      openWorldHint: true,
    });
  });
});
