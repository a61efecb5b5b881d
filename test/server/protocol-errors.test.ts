import type { Client } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { BadSettings, CloudError, Unreachable } from '../../src/errors.ts';
import type { ServerParts } from '../../src/server/server.ts';
import { toBadInput, toFailure, toReply } from '../../src/tools/reply/result.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const run = async () => toReply({});
const key = 'FAKEKEYOFLETTERSALONE';

const summary = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return JSON.stringify([Object(error).message, Object(error).code, Object(error).data]);
};

describe.each(['2025', '2026'] as const)('an error of the protocol in the %s era', (era) => {
  const connected = async (rest: Partial<ServerParts> = {}) => {
    const parts = partsWith(run);
    let opened = 0;
    const pipeline = await parts.open();
    const redact = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(key, '[secret]'));
    const open = async () => {
      opened += 1;
      return { ...pipeline, redact };
    };
    const client = await connectClient(era, { ...parts, open, ...rest });
    return { client, opened: () => opened };
  };

  const refusals = (client: Client): Promise<readonly string[]> =>
    Promise.all([
      summary(client.callTool({ name: key, arguments: {} })),
      summary(client.getPrompt({ name: key })),
      summary(client.getPrompt({ name: 'fail-over', arguments: { [key]: 'x' } })),
      summary(client.readResource({ uri: `vpn://x/${key}` })),
    ]);

  it('repeats no secret that a caller put where a name belongs', async () => {
    const { client } = await connected();
    await client.callTool({ name: 'Look', arguments: {} });
    for (const error of await refusals(client)) {
      expect(error).toMatch(/-3\d{4}/);
      expect(error).not.toContain(key);
    }
  });

  it('repeats no secret of the settings before anything was opened', async () => {
    const { client } = await connected({ secrets: [key] });
    for (const error of await refusals(client)) expect(error).not.toContain(key);
  });

  it('is redacted where it may hold a secret with the escapes of a URI', async () => {
    const { client, opened } = await connected({ secrets: [key] });
    await summary(client.readResource({ uri: `vpn://x/${key.replace('K', '%4B')}` }));
    expect(opened()).toBe(1);
  });

  it('opens nothing where nothing secret can be in it', async () => {
    const { client, opened } = await connected({ secrets: ['another-fake-key'] });
    expect(await summary(client.callTool({ name: 'Lok', arguments: {} }))).toContain('did you mean Look?');
    expect(await summary(client.getPrompt({ name: 'nothing' }))).toContain('no prompt nothing');
    expect(await summary(client.readResource({ uri: 'vpn://nowhere' }))).toContain('not found');
    expect(opened()).toBe(0);
  });

  it('keeps its code and its text', async () => {
    const { client } = await connected();
    expect(await summary(client.callTool({ name: 'Lok', arguments: {} }))).toMatch(/Tool Lok not found.*-32602/);
    expect(await summary(client.readResource({ uri: 'vpn://nowhere' }))).toContain('vpn://nowhere');
  });

  it('is sent as well where the cloud cannot be reached', async () => {
    const open = async () => {
      throw new BadSettings('--ca-file', 'the file is not there', 'Correct --ca-file.');
    };
    const { client } = await connected({ open, secrets: ['Lok'] });
    expect(await summary(client.callTool({ name: 'Lok', arguments: {} }))).toContain('did you mean Look?');
    expect(await summary(client.callTool({ name: 'FAKE-key-1', arguments: {} }))).not.toContain('FAKE');
    for (const uri of ['vpn://cn-a/gateways/vpn-1', 'vpn-docs://rules'])
      expect(await summary(client.readResource({ uri }))).toMatch(
        /the file is not there.*Next: Correct --ca-file.*-32603/,
      );
  });
});

describe.each(['2025', '2026'] as const)('a read that fails in the %s era', (era) => {
  const uri = 'vpn://cn-a/gateways/vpn-1';
  const cloud = (Code: string, HttpStatus: number) =>
    new CloudError({ Code, HttpStatus, Retryable: false, OutcomeKnown: true }, `${Code}: said the cloud`, 'Do this.');
  const where = { host: 'vpc.test', phase: 'connect', outcomeKnown: true } as const;

  it.each([
    ['InvalidRegionId.NotFound', -32602, false, toFailure(cloud('InvalidRegionId.NotFound', 404))],
    ['InvalidParameter', -32602, false, toFailure(cloud('InvalidParameter', 400))],
    ['BadInput', -32602, false, toBadInput('X', [{ message: 'too long' }])],
    ['an ID that is gone', -32602, true, toFailure(cloud('InvalidVpnGatewayInstanceId.NotFound', 404))],
    ['an unknown instance', -32602, true, toFailure(cloud('INSTANCE_NOT_EXISTS', 400))],
    ['a key that is unknown', -32603, false, toFailure(cloud('InvalidAccessKeyId.NotFound', 404))],
    ['a role that is misspelt', -32603, false, toFailure(cloud('InvalidParameter.RoleArn', 400))],
    ['a missing permission', -32603, false, toFailure(cloud('Forbidden.RAM', 403))],
    ['a cloud out of order', -32603, false, toFailure(cloud('InternalError', 500))],
    ['no way there', -32603, false, toFailure(new Unreachable(where, 'vpc.test: refused', 'Do this.'))],
    ['a missing setting', -32603, false, toFailure(new BadSettings('--region', 'no region', 'Do this.'))],
    ['a fault of ours', -32603, false, toFailure(new Error('oops'))],
  ])('for %s is answered with %i and the next step', async (_what, code, isAbsent, reply) => {
    const client = await connectClient(
      era,
      partsWith(async () => reply),
    );
    const error: unknown = await client.readResource({ uri }).catch((reason: unknown) => reason);
    expect(Object(error).code).toBe(code);
    expect(Object(error).data).toEqual(isAbsent ? { uri } : undefined);
    expect(Object(error).message).toMatch(/\nNext: .+/);
  });

  it('because nothing is there says so, and where to look', async () => {
    const client = await connectClient(era, partsWith(run));
    const error = await summary(client.readResource({ uri }));
    expect(error).toContain(`Resource not found: ${uri}\\nNext: `);
    expect(error).toContain(`-32602,{"uri":"${uri}"}`);
  });
});
