// How long a host waits for the tools, how much memory an idle server holds, what the tools cost a model to read.
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { Asked, inRounds, median, residentMb } from './figures.mjs';

const bareNode = () =>
  new Promise((resolve) => {
    const from = performance.now();
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).once('exit', () => resolve(performance.now() - from));
  });

async function untilTools(server) {
  const asked = new Asked([server]);
  await asked.open();
  await asked.ask('tools/list');
  const took = performance.now() - asked.startedMs;
  await asked.close();
  return took;
}

/** Ratios within a round, then their median: what the machine does besides hits both alike. */
export async function start(server, rounds) {
  const taken = await inRounds(rounds, { bare: bareNode, tools: () => untilTools(server) });
  return {
    ratio: median(taken.tools.map((ms, round) => ms / taken.bare[round])),
    ms: median(taken.tools),
    bareMs: median(taken.bare),
  };
}

export async function idle(server) {
  const seen = [];
  for (let round = 0; round < 3; round++) {
    const asked = new Asked([server]);
    await asked.open();
    await asked.ask('tools/list');
    await sleep(1500);
    seen.push(residentMb(asked.child.pid));
    await asked.close();
  }
  return median(seen);
}

const asModelSees = ({ name, description, inputSchema }) => JSON.stringify({ name, description, inputSchema });

/** Toolsets whose tools are ours, made of the cloud's actions. */
const OUR_OWN = ['assist', 'change'];

const priceOf = (tools) => {
  const each = tools.map((tool) => ({ name: tool.name, tokens: countTokens(asModelSees(tool)) }));
  each.sort((a, b) => b.tokens - a.tokens);
  return { count: tools.length, all: countTokens(`[${tools.map(asModelSees).join(',')}]`), largest: each[0] };
};

/** Counted on what `tools/list` really sends; which toolset a tool is of is asked of the command `tools`. */
export async function tokens(server) {
  const asked = new Asked([server]);
  await asked.open();
  const { tools } = await asked.ask('tools/list');
  await asked.close();
  const told = JSON.parse(execFileSync(process.execPath, [server, 'tools', '--json'], { encoding: 'utf8' }));
  const own = new Set(told.tools.filter(({ toolset }) => OUR_OWN.includes(toolset)).map(({ name }) => name));
  return {
    actions: priceOf(tools.filter(({ name }) => !own.has(name))),
    composed: priceOf(tools.filter(({ name }) => own.has(name))),
  };
}
