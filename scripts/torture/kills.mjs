// A write that is broken off at any moment: by a signal, the end of input or a cancellation. Then another process repeats it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, agreeable, HANG } from './agent.mjs';
import { auditOf, environment, ownFolder, startCloud } from './cloud.mjs';
import { acted, judgeAudit, judgeWish, mayRepeat, sayingOf } from './witness.mjs';
import { nextWrite } from './writes.mjs';

const WISHES = 6;
const MOST_TRIES = 4;
const WAYS = ['SIGTERM', 'SIGINT', 'EOF', 'SIGKILL', 'cancel', 'cancel, EOF', 'SIGTERM'];

/** A wait somewhere on the way of a write, so that the end may come in the middle of it. */
function slowed(action, dice) {
  const ms = dice.between(0, 250);
  return dice.pick([
    [],
    [{ kind: 'delay', action, ms }],
    [{ kind: 'lose-reply', action }],
    [{ kind: 'delay', action: '*', ms, times: 2 }],
    [{ kind: 'error-after', action, ms, times: 2 }],
    [{ kind: 'cut-after', action, ms }],
  ]);
}

/** How long the human thinks: not at all, a while, or for ever. */
const slowHuman = (dice) => {
  const ms = dice.pick([0, 0, 0, 40, 150, 60_000]);
  return async (question) => {
    if (ms === 60_000) return undefined;
    await sleep(ms);
    return agreeable(question);
  };
};

/** Breaks the call off. Whatever came of it, and how the process ended. */
async function breakOff(agent, { action, args }, way, dice) {
  let id;
  const call = agent.call(action, args, { limitMs: 20_000, onId: (given) => (id = given) });
  await Promise.race([call, sleep(dice.between(0, 400))]);
  if (way.startsWith('cancel')) {
    agent.cancel(id);
    await sleep(dice.between(0, 300));
  }
  const ended = await agent.end(way.startsWith('cancel') ? 'EOF' : way);
  return { answer: await call, ended };
}

async function repeatElsewhere(write, cloud, folder, tally, n) {
  const agent = await new Agent(environment(cloud.facts, folder.path)).open();
  const answers = [];
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const answer = await agent.call(write.action, write.args, { limitMs: 60_000 });
      tally.count('calls');
      answers.push(answer);
      if (answer === HANG || !mayRepeat(answer)) break;
    }
    const { isHung } = await agent.end();
    if (isHung) tally.defect('hangs', n, 'an idle process did not end when its input did');
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
  }
  return answers;
}

/** A process that was killed leaves a write open: the next one has to say so, or to know how it ended. */
function judgeKill(folder, write, requests, report) {
  const intents = auditOf(folder).filter(({ Kind, Action }) => Kind === 'intent' && Action === write.action);
  if (acted(requests, write.action).length > 0 && intents.length === 0)
    report('unexplained', `${write.action}: done by a process that was killed, and not in the audit`);
}

async function breakAndRepeat(n, count, dice, cloud, tally) {
  const report = (column, what) => tally.defect(column, n, what);
  const folder = ownFolder();
  const before = (await cloud.requests()).length;
  const write = nextWrite(await cloud.state(), count, dice);
  const way = dice.pick(WAYS);
  const faults = slowed(write.action, dice);
  if (faults.length > 0) await cloud.setFaults(faults);
  const agent = await new Agent(environment(cloud.facts, folder.path), { human: slowHuman(dice) }).open();
  const { answer, ended } = await breakOff(agent, write, way, dice);
  if (ended.isHung) report('hangs', `${write.action}: the process did not end in time after ${way}`);
  tally.addAgent(agent, n);
  await cloud.setFaults([]);
  // What was in flight may still arrive.
  await sleep(300);
  const first = (await cloud.requests()).slice(before);
  judgeKill(folder.path, write, first, report);
  const answers = sayingOf(answer) === 'done' ? [] : await repeatElsewhere(write, cloud, folder, tally, n);
  const requests = (await cloud.requests()).slice(before);
  judgeWish({ ...write, args: { way, ...write.args } }, [answer, ...answers], requests, report);
  judgeAudit(folder.path, requests, report, { isOrderly: !ended.isHung && way !== 'SIGKILL' });
  folder.remove();
  tally.count('writes');
  tally.count('faults', faults.length + 1);
}

export async function round(n, dice, tally, isOver) {
  const cloud = await startCloud();
  try {
    for (let count = 0; count < WISHES && !isOver(); count++) await breakAndRepeat(n, count, dice, cloud, tally);
  } finally {
    cloud.stop();
  }
}
