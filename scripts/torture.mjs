// Campaigns against the built program: everything that a network, a cloud, a client and a person may do to it, by chance, with
// the simulated cloud's own log as witness. Fails when something was done twice, lost, not explained, or hung.
// usage: npm run torture [-- --seconds N] [--writes N] [--seed N] [--only NAME] [--round N] [--lanes N]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { server } from './bench/sandbox.mjs';
import { dice, mix } from './torture/dice.mjs';
import * as inventories from './torture/inventories.mjs';
import * as kills from './torture/kills.mjs';
import * as lines from './torture/lines.mjs';
import * as replies from './torture/replies.mjs';
import { Tally, table } from './torture/tally.mjs';
import * as texts from './torture/texts.mjs';
import * as wire from './torture/wire.mjs';

/** By name: the campaign, and its share of the time. */
const CAMPAIGNS = {
  wire: [wire, 0.35],
  kills: [kills, 0.2],
  replies: [replies, 0.15],
  lines: [lines, 0.1],
  texts: [texts, 0.1],
  inventories: [inventories, 0.1],
};

/** With --writes: how the writes are divided; the others go on by time. */
const WRITING = { wire: 0.8, kills: 0.2 };

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    writes: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    round: { type: 'string' },
    lanes: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);

/** Whether the time or the writes of a campaign are used up; a round that is repeated goes to its end. */
function limitOf(name, share, tally) {
  if (values.round !== undefined) return () => false;
  const fromMs = performance.now();
  const ms = Number(values.seconds) * 1000 * (values.only ? 1 : share);
  const writes = values.writes && WRITING[name] && Number(values.writes) * (values.only ? 1 : WRITING[name]);
  return () => (writes ? tally.counts.writes >= writes : performance.now() - fromMs >= ms);
}

async function run(name) {
  const [campaign, share] = CAMPAIGNS[name];
  const tally = new Tally(name, (n) => `npm run torture -- --seed ${seed} --only ${name} --round ${n}`);
  const isOver = limitOf(name, share, tally);
  let next = Number(values.round ?? 0);
  const lane = async () => {
    do {
      const n = next++;
      try {
        await campaign.round(n, dice(mix(seed, n)), tally, isOver);
      } catch (error) {
        tally.defect('other', n, `the campaign broke off: ${error.stack}`);
      }
      tally.count('rounds');
    } while (values.round === undefined && !isOver());
  };
  // Where pings are what is looked at, the processes must not wait for each other.
  const lanes = WRITING[name] ? Number(values.lanes) : 2;
  await Promise.all(Array.from({ length: values.round === undefined ? lanes : 1 }, lane));
  return tally;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

if (!existsSync(server)) {
  console.error('dist/ is not there: run npm run build first');
  process.exit(1);
}
if (values.only && !CAMPAIGNS[values.only]) {
  console.error(`--only takes one of ${Object.keys(CAMPAIGNS).join(', ')}`);
  process.exit(1);
}
console.log(`torture, seed ${seed}, Node.js ${process.version}, ${process.platform} ${process.arch}`);
const fromMs = performance.now();
const tallies = [];
for (const name of values.only ? [values.only] : Object.keys(CAMPAIGNS)) tallies.push(await run(name));
console.log(`\n${table(tallies)}\n\n${Math.round((performance.now() - fromMs) / 1000)} s, seed ${seed}`);
const bad = tallies.filter((tally) => !tally.isGood);
for (const { name, defects } of bad)
  console.log(
    `${name}: ${defects.length} not as promised; the first: ${defects[0].what}\n  again: ${defects[0].repeat}`,
  );
process.exitCode = bad.length > 0 ? 1 : 0;
