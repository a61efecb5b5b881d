import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTool, writtenFiles } from './ipsec-lab.ts';
import { programPath } from './ipsec-needs.ts';

/** libreswan and strongSwan cannot be installed beside each other: the package is only unpacked. */
const LIBRESWAN = process.env['LIBRESWAN'] ?? '/opt/vpn-lab/libreswan';

const lacks = (path: string): boolean => {
  try {
    return !readdirSync(path).includes('addconn');
  } catch {
    return true;
  }
};

const whyNoLibreswan = lacks(join(LIBRESWAN, 'usr/libexec/ipsec'))
  ? `libreswan is not unpacked in ${LIBRESWAN}`
  : undefined;
const whyNoFrr = programPath('vtysh') ? undefined : 'not installed: vtysh of FRR';
if (whyNoLibreswan) test(`SKIPPED, the parser of libreswan: ${whyNoLibreswan}`, ({ skip }) => skip(whyNoLibreswan));
if (whyNoFrr) test(`SKIPPED, the parser of FRR: ${whyNoFrr}`, ({ skip }) => skip(whyNoFrr));

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'vpn-lab-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** Runs a program that judges a file; what it says where it refuses it. */
const judge = (program: string, args: readonly string[]): string => {
  try {
    const { PATH, LIBRESWAN_LIBRARIES } = process.env;
    const env = { PATH, ...(LIBRESWAN_LIBRARIES && { LD_LIBRARY_PATH: LIBRESWAN_LIBRARIES }) };
    execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', env });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '', message = '' } = Object(error);
    return `${stdout}${stderr}` || message;
  }
};

const libreswan = (file: string): string =>
  judge(join(LIBRESWAN, 'usr/libexec/ipsec/addconn'), ['--config', file, '--checkconfig']);

/** Its parser of algorithms, which the one of files does not ask. */
const proposal = (version: string, line: string): string =>
  judge(join(LIBRESWAN, 'usr/libexec/ipsec/algparse'), [version, line]);

test.skipIf(whyNoLibreswan)('libreswan’s own parsers take what is written, and no other', async () => {
  const { agent } = await startTool('office');
  const place = folder();
  for (const id of ['vco-plant0001', 'vco-wh0001']) {
    const text = (await writtenFiles(agent, id, 'libreswan')).get(`${id}.libreswan.conf`) ?? '';
    const file = join(place, `${id}.conf`);
    writeFileSync(file, text);
    expect(text).toContain('conn ');
    expect(libreswan(file)).toBe('');
    const [ike = '', esp = ''] = [/ike=.*/.exec(text)?.[0], /esp=.*/.exec(text)?.[0]];
    // The warehouse has group2, which the tool warns of: libreswan is built without it.
    expect(proposal('-v2', ike)).toMatch(id === 'vco-wh0001' ? /not supported/ : /^$/);
    expect(proposal('-v2', esp)).toBe('');
    writeFileSync(file, text.replace('ikev2=yes', 'ikev2=perhaps'));
    expect(libreswan(file)).not.toBe('');
  }
});

test.skipIf(whyNoFrr)('FRR’s own parser takes what is written, and no other', async () => {
  const { agent } = await startTool('public');
  const text = (await writtenFiles(agent, 'vco-lyon0001', 'strongswan')).get('vco-lyon0001.frr.conf') ?? '';
  const file = join(folder(), 'frr.conf');
  writeFileSync(file, text);
  expect(text).toContain('router bgp');
  expect(judge(programPath('vtysh') ?? '', ['-C', '-f', file])).toBe('');
  writeFileSync(file, text.replace('remote-as', 'remote-bs'));
  expect(judge(programPath('vtysh') ?? '', ['-C', '-f', file])).not.toBe('');
});
