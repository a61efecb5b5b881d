import { describe, expect, it } from 'vitest';
import { commands, formOf, helpText } from '../../src/commands/help.ts';
import { type Option, variableOf } from '../../src/settings/option.ts';
import { options } from '../../src/settings/options.ts';
import { runProgram } from '../support/process.ts';

const rows: readonly Option[] = options;
const plain = (text: string): string => text;

describe('the help', () => {
  const text = helpText(100, plain);

  it('tells every option by its flag, a secret by its variable', () => {
    for (const { name, secret } of rows) expect(text).toContain(secret ? variableOf(name) : `--${name}`);
  });

  it('tells every command', () => {
    for (const [form] of commands) expect(text).toContain(form);
  });

  it('says which cloud is served', () => {
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /Apsara Stack, and of Alibaba Cloud’s public cloud the reads and changes of today/,
    );
  });

  it.each([40, 60, 90, 110])('keeps to a width of %i', (width) => {
    const long = helpText(width, plain)
      .split('\n')
      .filter((line) => line.length > width && line.trim().includes(' '));
    expect(long).toEqual([]);
  });
});

it.each([
  ['read-only', '--read-only'],
  ['confirm', '--confirm ask|page|token'],
  ['sandbox', '--sandbox [WORLD]'],
  ['seal-key', 'VPN_MCP_SEAL_KEY'],
])('%s is written as %s', (name, form) => {
  const option = rows.find((row) => row.name === name);
  expect(option && formOf(option)).toBe(form);
});

it.each(['--help', '-h'])('%s prints it and ends well, whatever else is said', async (flag) => {
  const { code, stdout, stderr } = await runProgram(['call', flag]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('--read-only');
});
