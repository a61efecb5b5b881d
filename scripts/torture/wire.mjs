// Faults of the wire, met by every write, and a model that repeats what it got no good answer to.
import { Agent, HANG } from './agent.mjs';
import { environment, ownFolder, startCloud } from './cloud.mjs';
import { judgeAudit, judgeWish, mayRepeat } from './witness.mjs';
import { nextWrite } from './writes.mjs';

const WISHES = 50;
const MOST_TRIES = 4;
const LIMIT_MS = 60_000;

const KINDS = [
  'throttle',
  'forbidden',
  'expired-token',
  'refuse',
  'error-before',
  'error-after',
  'cut-before',
  'cut-after',
];
const ODD_KINDS = ['lose-reply', 'garbage', 'truncate', 'delay'];
const CODES = ['VpnGateway.Configuring', 'TaskConflict', 'ServiceUnavailable', 'OperationDenied', 'Throttling'];

/** One to three faults, most of them on the write itself, some on the looks around it. */
function faultsFor(action, dice) {
  const one = () => {
    const kind = dice.pick([...KINDS, ...KINDS, ...ODD_KINDS]);
    return {
      kind,
      action: dice.chance(0.75) ? action : '*',
      times: dice.pick([1, 1, 1, 2, 3, 6]),
      skip: dice.pick([0, 0, 0, 1, 2]),
      ...(dice.chance(0.2) && { ms: dice.between(1, 120) }),
      ...(kind === 'refuse' && { code: dice.pick(CODES), status: dice.pick([400, 403, 409, 503]) }),
      ...(kind.startsWith('error') && { status: dice.pick([500, 502, 503, 504]) }),
      ...(kind === 'throttle' && dice.chance(0.3) && { retryAfterMs: dice.between(1, 300) }),
    };
  };
  return Array.from({ length: dice.pick([1, 1, 2, 3]) }, one);
}

/** The call, as a model makes it: now and then twice at once, or given up in the middle. All answers, in order. */
async function tryOnce(agent, { action, args }, dice) {
  const first = {};
  const ask = () => agent.call(action, args, { limitMs: LIMIT_MS, onId: (id) => Object.assign(first, { id }) });
  if (dice.chance(0.1)) return Promise.all([ask(), ask()]);
  const answer = ask();
  if (dice.chance(0.1)) setTimeout(() => agent.cancel(first.id), dice.between(0, 60));
  return [await answer];
}

async function wish(agent, write, dice, tally) {
  const answers = [];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const got = await tryOnce(agent, write, dice);
    tally.count('calls', got.length);
    answers.push(...got);
    if (got.includes(HANG) || got.some((answer) => answer.gone) || !got.every(mayRepeat)) break;
  }
  return answers;
}

export async function round(n, dice, tally, isOver) {
  const report = (column, what) => tally.defect(column, n, what);
  const [cloud, folder] = [await startCloud(), ownFolder()];
  const agent = await new Agent(environment(cloud.facts, folder.path)).open();
  try {
    for (let count = 0, seen = 0; count < WISHES && !isOver(); count++) {
      const write = nextWrite(await cloud.state(), count, dice);
      const faults = dice.chance(0.15) ? [] : faultsFor(write.action, dice);
      if (faults.length > 0) await cloud.setFaults(faults);
      const answers = await wish(agent, write, dice, tally);
      await cloud.setFaults([]);
      const requests = await cloud.requests();
      judgeWish(write, answers, requests.slice(seen), report);
      for (const answer of answers)
        if (answer === HANG) report('hangs', `${write.action}: no answer in ${LIMIT_MS} ms`);
      if (answers.some((answer) => answer.gone))
        report('other', `${write.action}: the process ended: ${agent.stderr.slice(-300)}`);
      seen = requests.length;
      tally.count('writes');
      tally.count('faults', faults.length);
    }
    const { isHung, code } = await agent.end();
    if (isHung) report('hangs', 'the process did not end when its input did');
    else if (code !== 0) report('other', `the process ended with ${code}`);
    judgeAudit(folder.path, await cloud.requests(), report, { isOrderly: !isHung });
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
    cloud.stop();
    folder.remove();
  }
}
