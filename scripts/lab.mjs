// Runs the whole matrix of the lab and writes docs/lab.md from what came out: npm run lab
//   --from FILE   from the report of a run that was made already (vitest's JSON)

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The whole matrix; the path of its report. */
const runAll = () => {
  const report = join(mkdtempSync(join(tmpdir(), 'lab-')), 'report.json');
  const args = [
    'vitest',
    'run',
    '--project',
    'lab',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  spawnSync('npx', args, { cwd: root, stdio: 'inherit', env: { ...process.env, LAB: 'full' } });
  return report;
};

/** What a program says of its own version; nothing where it is not there. */
const versionOf = (program, ...args) => {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')
      .find((line) => /\d\.\d/.test(line))
      ?.trim()
      .slice(0, 60);
  } catch {
    return undefined;
  }
};

const { from } = parseArgs({ options: { from: { type: 'string' } } }).values;
const { startTime, testResults } = JSON.parse(readFileSync(from ?? runAll(), 'utf8'));

const resultOf = ({ status, meta }) => {
  const word = { passed: 'passed', failed: 'FAILED' }[status] ?? 'skipped';
  return meta?.note ? `${word}: ${meta.note}` : word;
};

const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map((one) => ({ ...one, file: name.split('/').at(-1).replace('.test.ts', '') })),
);
const count = (status) => tests.filter((one) => one.status === status).length;
const rows = tests
  .sort((a, b) => a.file.localeCompare(b.file))
  .map((one) => `| ${one.file} | ${one.title.replaceAll('|', '\\|').replace(/\s+/g, ' ')} | ${resultOf(one)} |`);
const versions = [
  versionOf('swanctl', '--help'),
  versionOf('openvpn', '--version')?.split(' ').slice(0, 2).join(' '),
  versionOf('vtysh', '--help')
    ?.replace(/Integrated shell for |[(]version /g, '')
    .replace(/[().]+$/, ''),
].filter(Boolean);

writeFileSync(
  join(root, 'docs/lab.md'),
  `# The lab

\`npm run test:lab\` starts real daemons in network namespaces of this machine, configures the one end with what the tools write out of a
simulated cloud, the other with a configuration made apart from it, and sends packets through. It needs root, \`/dev/net/tun\` and Debian
packages (\`.ci/run\` installs them), and is skipped with a word where they are missing. \`LAB=full\` goes through the whole matrix;
\`npm run lab\` does that and writes this page.

ESP runs in strongSwan itself (kernel-libipsec), so that no kernel has to have it. What only a kernel does is not proven here: xfrm
devices, the order of policies, BGP through a device. libreswan is not run: its own parsers judge the files.

Run of ${new Date(startTime).toISOString().slice(0, 10)}, ${versions.join('; ')}: ${count('passed')} passed, ${count('failed')} failed, ${tests.length - count('passed') - count('failed')} skipped.

| file | what was tried | result |
| --- | --- | --- |
${rows.join('\n')}
`,
);
