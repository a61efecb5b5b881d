// Inventories of 500 to 5,000 connections: every tool that reads a whole one, with pings beside.
import { CALLS, startCloud } from '../bench/inventories.mjs';
import { Agent, HANG } from './agent.mjs';
import { environment, ownFolder } from './cloud.mjs';

const ASKED = 4;
const LIMIT_MS = 60_000;

export async function round(n, dice, tally, isOver) {
  const report = (column, what) => tally.defect(column, n, what);
  const size = 100 * dice.between(5, 50);
  const [{ port, region, stop }, folder] = [await startCloud(size), ownFolder()];
  const facts = { endpoint: `http://127.0.0.1:${port}`, stsEndpoint: `http://127.0.0.1:${port}`, regionId: region };
  const key = { accessKeyId: 'TORTURE-KEY', accessKeySecret: 'torture-secret-not-a-real-one' };
  const env = environment({ ...facts, ...key }, folder.path, { VPN_MCP_READ_TIMEOUT_MS: '30000' });
  const agent = await new Agent(env).open();
  try {
    for (let count = 0; count < ASKED && !isOver(); count++) {
      const what = dice.pick(Object.keys(CALLS));
      const answer = await agent.call(CALLS[what].name, CALLS[what].arguments, { limitMs: LIMIT_MS });
      tally.count('calls');
      if (answer === HANG) report('hangs', `${what} of ${size} connections: no answer in ${LIMIT_MS} ms`);
      else if (answer.gone || answer.isError)
        report('other', `${what} of ${size}: ${JSON.stringify(answer).slice(0, 300)}`);
      if (answer === HANG || answer.gone) break;
    }
    if ((await agent.end()).isHung) report('hangs', 'the process did not end when its input did');
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
    stop();
    folder.remove();
  }
}
