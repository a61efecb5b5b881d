import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

const auditOf = (folder: string): string => join(folder, 'state', 'vpn-gateway-mcp');

describe('audit verify', () => {
  it('does not call an audit whole that is not there', async () => {
    const { env } = await startCloud();
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('no audit is here');
    expect(stdout).not.toContain('whole');
  });

  it('finds the chain of a write whole, and broken once a line is changed', async () => {
    const { env, folder } = await startCloud();
    const made = await runProgram(['call', 'CreateCustomerGateway', '{"IpAddress": "198.51.100.77"}'], { env });
    expect(made.code).toBe(0);
    expect(await runProgram(['audit', 'verify'], { env })).toMatchObject({ code: 0 });

    const [name = ''] = readdirSync(auditOf(folder)).filter((file) => file.endsWith('.jsonl'));
    const path = join(auditOf(folder), name);
    writeFileSync(path, readFileSync(path, 'utf8').replace('198.51.100.77', '198.51.100.78'));
    const { code, stdout } = await runProgram(['audit', 'verify', '--json'], { env });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).breaks).toHaveLength(1);
  });

  it('keeps rehearsals apart from what really happened', async () => {
    const { env, folder } = await startCloud();
    const sandboxed = { ...env, VPN_MCP_ENDPOINT: '' };
    await runProgram(['call', 'CreateCustomerGateway', '{"IpAddress": "198.51.100.77"}', '--sandbox'], {
      env: sandboxed,
    });
    mkdirSync(auditOf(folder), { recursive: true });
    expect(readdirSync(auditOf(folder)).filter((file) => file.endsWith('.jsonl'))).toEqual([]);
    const { stdout } = await runProgram(['audit', 'verify', '--sandbox'], { env: sandboxed });
    expect(stdout).toContain('1 file,');
  });

  it('is the only thing that can be done with an audit', async () => {
    const { code, stderr } = await runProgram(['audit', 'delete']);
    expect(code).toBe(2);
    expect(stderr).toContain('audit verify');
  });
});
