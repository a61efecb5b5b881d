import { describe, expect, it } from 'vitest';
import { BadSettings } from '../src/errors.ts';
import { toReply } from '../src/tools/result.ts';
import { connectClient, partsWith } from './support/in-process.ts';

const run = async () => toReply({});
const key = 'FAKEKEYOFLETTERSALONE';

const told = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return JSON.stringify([Object(error).message, Object(error).code, Object(error).data]);
};

describe.each(['2025', '2026'] as const)('an error of the protocol in the %s era', (era) => {
  const connected = async (open?: () => Promise<never>) => {
    const parts = partsWith(run);
    const opened = await parts.open();
    const redact = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(key, '[secret]'));
    return connectClient(era, { ...parts, open: open ?? (async () => ({ ...opened, redact })) });
  };

  it('repeats no secret that a caller put where a name belongs', async () => {
    const client = await connected();
    const errors = await Promise.all([
      told(client.callTool({ name: key, arguments: {} })),
      told(client.getPrompt({ name: key })),
      told(client.getPrompt({ name: 'fail-over', arguments: { [key]: 'x' } })),
      told(client.readResource({ uri: `vpn://x/${key}` })),
    ]);
    for (const error of errors) {
      expect(error).toMatch(/-3\d{4}/);
      expect(error).not.toContain(key);
    }
  });

  it('keeps its code and its words', async () => {
    const client = await connected();
    expect(await told(client.callTool({ name: 'Lok', arguments: {} }))).toMatch(/Tool Lok not found.*-32602/);
    expect(await told(client.readResource({ uri: 'vpn://nowhere' }))).toContain('vpn://nowhere');
  });

  it('is told as well where there is no way to the cloud', async () => {
    const client = await connected(async () => {
      throw new BadSettings('--ca-file', 'the file is not there', 'Correct --ca-file.');
    });
    expect(await told(client.callTool({ name: 'Lok', arguments: {} }))).toContain('did you mean Look?');
    expect(await told(client.callTool({ name: 'FAKE-key-1', arguments: {} }))).not.toContain('FAKE');
  });
});
