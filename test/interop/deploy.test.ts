import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

// Whoever has to read the files of deploy/ is asked whether they can be read.

const deploy = fileURLToPath(new URL('../../deploy/', import.meta.url));

const run = (command: string, ...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

const isThere = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

it.runIf(isThere('nginx') && isThere('openssl'))('nginx takes its configuration', () => {
  const folder = ownFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=vpn.example.com'];
  expect(run('openssl', 'req', ...made, '-keyout', key, '-out', certificate)).toMatchObject({ status: 0 });
  const site = readFileSync(join(deploy, 'nginx.conf'), 'utf8')
    .replace(/^( *ssl_certificate ) .*$/m, `$1 ${certificate};`)
    .replace(/^( *ssl_certificate_key ).*$/m, `$1 ${key};`);
  writeFileSync(join(folder, 'site.conf'), site);
  const whole = `pid ${folder}/pid; error_log stderr; events {} http { access_log off; include ${folder}/site.conf; }`;
  writeFileSync(join(folder, 'nginx.conf'), whole);
  expect(run('nginx', '-t', '-c', join(folder, 'nginx.conf'))).toMatchObject({ status: 0 });
});

it.runIf(isThere('systemd-analyze'))('systemd takes its unit', () => {
  const folder = ownFolder();
  const unit = readFileSync(join(deploy, 'vpn-gateway-mcp.service'), 'utf8');
  // Where Node.js lies differs between machines, and a program that is not there is an error.
  writeFileSync(join(folder, 'vpn-gateway-mcp.service'), unit.replace('/usr/bin/node', process.execPath));
  expect(run('systemd-analyze', 'verify', join(folder, 'vpn-gateway-mcp.service'))).toEqual({ status: 0, said: '' });
});

it.runIf(isThere('docker-compose'))('compose takes its file', () => {
  const folder = ownFolder();
  cpSync(join(deploy, 'compose.yaml'), join(folder, 'compose.yaml'));
  for (const name of ['env', 'tokens.json']) writeFileSync(join(folder, name), '');
  expect(run('docker-compose', '-f', join(folder, 'compose.yaml'), 'config', '-q')).toMatchObject({ status: 0 });
});
