import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, sealLine } from '../../src/guard/audit/line.ts';
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

  it('finds it when the file of an earlier process is removed', async () => {
    const { env, folder } = await startCloud();
    for (const address of ['198.51.100.77', '198.51.100.78'])
      await runProgram(['call', 'CreateCustomerGateway', JSON.stringify({ IpAddress: address })], { env });
    const whole = await runProgram(['audit', 'verify'], { env });
    expect(whole.stdout).toContain('2 files, 8 lines, whole');
    expect(whole.stdout).not.toContain('not closed');
    expect(whole.stdout).toContain('Not seen here');
    const [first = ''] = readdirSync(auditOf(folder)).sort();
    rmSync(join(auditOf(folder), first));
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(code).toBe(1);
    expect(stdout).toContain(`${first} is not here any more`);
  });

  it('tells a file that is not closed and a write whose end nobody knows, and calls neither broken', async () => {
    const { env, folder } = await startCloud();
    mkdirSync(auditOf(folder), { recursive: true });
    const begin = sealLine({ Seq: 1, Kind: 'begin', Prev: CHAIN_START });
    const Time = '2026-11-01T00:00:00.000Z';
    const intent = { Seq: 2, Time, Kind: 'intent', Id: 'lost', Action: 'DeleteVpnGateway', Prev: begin.hash };
    const text = `${begin.line}\n${sealLine(intent).line}\n`;
    writeFileSync(join(auditOf(folder), `audit-20261101T000000000Z-${2 ** 22 + 7}.jsonl`), text);
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(stdout).toContain('is not closed');
    expect(stdout).toContain(`open    ${Time} DeleteVpnGateway (lost)`);
    expect(code).toBe(0);
  });

  it('tells what a crash left apart from changes, and ends well', async () => {
    const { env, folder } = await startCloud();
    await runProgram(['call', 'CreateCustomerGateway', '{"IpAddress": "198.51.100.77"}'], { env });
    const gone = 2 ** 22 + 7;
    const begin = sealLine({ Seq: 1, Time: '2026-11-30T00:00:00.000Z', Kind: 'begin', Prev: CHAIN_START });
    writeFileSync(join(auditOf(folder), `audit-20991101T000000000Z-${gone}.jsonl`), '');
    writeFileSync(join(auditOf(folder), `audit-20991101T000000001Z-${gone}.jsonl`), begin.line.slice(0, 40));
    writeFileSync(join(auditOf(folder), `audit-20991101T000000002Z-${gone}.jsonl`), `${begin.line}\n{"Seq":2,"Ti`);
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(stdout.match(/^debris {2}.*as a crash leaves it$/gm)).toHaveLength(3);
    expect(stdout).toContain('whole but for what a crash left');
    expect(stdout).not.toContain('BROKEN');
    expect(code).toBe(0);
    const doctor = await runProgram(['doctor'], { env });
    expect(doctor.stdout).toContain('whole but for what a crash left');
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

  it('and the closing of an entry are all that can be done with an audit', async () => {
    const { code, stderr } = await runProgram(['audit', 'delete']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/audit verify.*audit close ID/);
  });
});
