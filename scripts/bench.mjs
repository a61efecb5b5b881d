// One run of all measures, as ratios where the machine has a say, each beside its target.
// usage: npm run bench [-- --rounds N]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { calls } from './bench/calls.mjs';
import { client } from './bench/client.mjs';
import { entered } from './bench/entered.mjs';
import { fleet } from './bench/fleet.mjs';
import { http } from './bench/http.mjs';
import { install } from './bench/install.mjs';
import { dualFactor, exponent, inventories } from './bench/inventories.mjs';
import { server, startSandbox } from './bench/sandbox.mjs';
import { idle, start, tokens } from './bench/start.mjs';

const x = (ratio) => `${ratio.toFixed(2)}x`;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;

function print(rows) {
  const width = (column) => Math.max(...rows.map((row) => row[column].length));
  const [left, middle] = [width(0), width(1)];
  for (const [what, figure, target, note] of rows)
    console.log(`${what.padEnd(left)}   ${figure.padStart(middle)}   ${target.padEnd(12)} ${note}`.trimEnd());
}

const priced = (what, { count, all, largest }, limit, limitEach) => [
  [
    `tokens, ${what}`,
    String(all),
    limit ? `<= ${limit}` : '',
    `${count} tools, o200k${limit ? verdict(all, limit) : ''}`,
  ],
  [
    `largest of these`,
    String(largest.tokens),
    `<= ${limitEach}`,
    `${largest.name}${verdict(largest.tokens, limitEach)}`,
  ],
];

const verdict = (value, limit) => (value <= limit ? '' : ' missed');

/** The longest ping beside a call over 5,000 connections, and the power with which its processor time grows from 500. */
const inventoryRows = (what, sizes) => {
  const { longest, cpu } = sizes.at(-1);
  const power = exponent(sizes);
  return [
    [`longest ping beside ${what}`, ms(longest), '<= 200 ms', `${ms(cpu)} of CPU${verdict(longest, 200)}`],
    [`growth of ${what}`, power.toFixed(2), '<= 1.05', `power of the size${verdict(power, 1.05)}`],
  ];
};

/** The processor time of a request beside the least server's, in the first three thousand and later. */
const servedRows = (what, { early, settled }, limit, about) =>
  [
    [`${what} over the least server`, settled],
    [`${what}, of the first 3,000`, early],
  ].map(([row, { ratio, ms: mine, leastMs }]) => [
    row,
    x(ratio),
    `<= ${limit.toFixed(2)}x`,
    `CPU, ${ms(mine)} over ${ms(leastMs)}, ${about}${verdict(ratio, limit)}`,
  ]);

/** How many files of src a read, a guarded delete and a diagnosis may go through. */
const FILES = [30, 60, 60];

async function measure(rounds) {
  const begun = await start(server, rounds);
  const memory = await idle(server);
  const { actions, composed } = await tokens(server);
  const asked = await client(Math.ceil(rounds / 2));
  const sandbox = await startSandbox('office');
  const called = await calls(server, sandbox.facts, Math.ceil(rounds / 2)).finally(sandbox.stop);
  const served = await http(server, Math.ceil(rounds / 3));
  const office = await startSandbox('office');
  const walked = await entered(office.facts).finally(office.stop);
  const many = await startSandbox('fleet');
  const figures = await fleet(many.facts, Math.ceil(rounds / 2)).finally(many.stop);
  const large = await inventories(1);
  const dual = await dualFactor(Math.ceil(rounds / 2));
  const got = install();
  return [
    ['measure', 'this run', 'target', ''],
    [
      'tools/list over node -e 0',
      x(begun.ratio),
      '<= 2.00x',
      `${ms(begun.ms)} over ${ms(begun.bareMs)}${verdict(begun.ratio, 2)}`,
    ],
    ['idle memory', `${memory.toFixed(0)} MB`, '<= 65 MB', `resident, 1.5 s after tools/list${verdict(memory, 65)}`],
    ...priced("the cloud's actions", actions, 5000, 600),
    ...priced('tools of our own', composed, undefined, 250),
    [
      'client CPU over a bare undici POST',
      x(asked.overBare),
      '<= 1.20x',
      `${asked.us.toFixed(0)} over ${asked.bareUs.toFixed(0)} us a request${verdict(asked.overBare, 1.2)}`,
    ],
    ['client CPU over undici and a plain signer', x(asked.overSigned), '', ''],
    [
      'stdio call p50 over the SDK echo',
      x(called.ratio),
      '',
      `${ms(called.oursMs)} over ${ms(called.echoMs)}; ours asks the sandbox over HTTP`,
    ],
    ...servedRows('HTTP call', served.call, 1.35, 'both ask a cloud once'),
    ...servedRows('HTTP tools/list', served.list, 1.1, `${served.tools} tools`),
    [
      'AuditVpn over its reads alone',
      x(figures.audit),
      '<= 1.50x',
      `${ms(figures.auditMs)}, world fleet: 320 tunnels${verdict(figures.audit, 1.5)}`,
    ],
    [
      'MapTopology over its reads alone',
      x(figures.map),
      '<= 1.50x',
      `${ms(figures.mapMs)}, world fleet${verdict(figures.map, 1.5)}`,
    ],
    [
      'Overview of two tunnels each over one each',
      x(dual),
      '<= 1.30x',
      `processor time, 1,000 connections${verdict(dual, 1.3)}`,
    ],
    ...Object.entries(large).flatMap(([what, sizes]) => inventoryRows(what, sizes)),
    ...walked.map(({ what, files, functions }, at) => [
      `files of src in ${what}`,
      String(files.length),
      `<= ${FILES[at]}`,
      `${functions} functions${verdict(files.length, FILES[at])}`,
    ]),
    ['packed', kB(got.packedBytes), '', `${kB(got.unpackedBytes)} unpacked`],
    ['packages installed', String(got.packages), '<= 3', verdict(got.packages, 3).trim()],
  ];
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '12' } } });
if (!existsSync(server)) {
  console.error('dist/ is not there: run npm run build first');
  process.exit(1);
}
console.log(`Node.js ${process.version}, ${process.platform} ${process.arch}, ${values.rounds} rounds\n`);
print(await measure(Number(values.rounds)));
