// Lines that are no messages, and calls with any arguments: the server answers, and goes on.
import fc from 'fast-check';
import { Agent, HANG } from './agent.mjs';
import { environment, ownFolder, startCloud } from './cloud.mjs';
import { acted, judgeAudit } from './witness.mjs';

const LINES = 60;
const CALLS = 60;
const LIMIT_MS = 20_000;

const message = fc.record(
  {
    jsonrpc: fc.oneof(fc.constant('2.0'), fc.jsonValue()),
    id: fc.jsonValue(),
    method: fc.oneof(
      fc.constantFrom('tools/call', 'tools/list', 'ping', 'initialize', 'resources/read', 'prompts/get'),
      fc.string(),
    ),
    params: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const nested = fc
  .tuple(fc.constantFrom('[', '{"a":', '[{"b":'), fc.integer({ min: 1, max: 100_000 }))
  .map(([one, n]) => one.repeat(n));

/** Anything that may stand on a line. */
const line = fc.oneof(
  message.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.string(),
  nested,
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '[]',
    '{}',
    'null',
    '"',
    '\ufeff{}',
    '{"jsonrpc":"2.0","id":1e999,"method":"ping"}',
  ),
  fc.integer({ min: 1, max: 300_000 }).map((n) => 'x'.repeat(n)),
);

/** A value for a field of a schema: most often of its type, so that it comes further than the schema. */
function valueFor({ type, enum: choices, properties }) {
  const fitting = {
    string: fc.oneof(
      ...(choices ? [fc.constantFrom(...choices)] : []),
      fc.constantFrom(
        'vpn-hq0001',
        'vco-plant0001',
        'cgw-plant0001',
        'vss-hq0001',
        'vsc-linphone',
        '172.20.0.0/16',
        'plant-main',
      ),
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
    ),
    integer: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.maxSafeInteger()),
    number: fc.oneof(fc.constantFrom(0, 5, 10, 100), fc.double()),
    boolean: fc.boolean(),
    object: properties ? argumentsFor({ properties }) : fc.dictionary(fc.string(), fc.jsonValue()),
    array: fc.array(fc.string(), { maxLength: 20 }),
  };
  const some = fitting[type] ?? fc.jsonValue();
  return fc.oneof({ arbitrary: some, weight: 9 }, { arbitrary: fc.jsonValue(), weight: 1 });
}

function argumentsFor({ properties = {}, required = [] }) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

const sample = (arbitrary, count, dice) => fc.sample(arbitrary, { numRuns: count, seed: dice.below(2 ** 31) });

async function sendLines(agent, dice, report) {
  for (const text of sample(line, LINES, dice)) {
    agent.raw(`${text.replaceAll('\n', ' ')}\n`);
    const answer = await agent.ask('ping', {}, { limitMs: LIMIT_MS });
    if (answer === HANG || answer.gone) {
      report('hangs', `no ping after the line ${JSON.stringify(text.slice(0, 200))}`);
      return;
    }
  }
}

async function sendCalls(agent, dice, tally, report) {
  const { tools } = await agent.ask('tools/list');
  // Waits as long as it is told to, and switches identities.
  const asked = tools.filter(({ name }) => name !== 'WaitForStatus' && name !== 'AssumeRole');
  for (let count = 0; count < CALLS; count++) {
    const { name, inputSchema } = dice.pick(asked);
    const [args] = sample(argumentsFor(inputSchema), 1, dice);
    const answer = await agent.call(name, args, { limitMs: LIMIT_MS });
    tally.count('calls');
    const what = `${name} ${JSON.stringify(args)?.slice(0, 600)}`;
    if (answer === HANG) report('hangs', `${what}: no answer in ${LIMIT_MS} ms`);
    if (answer.gone) report('other', `${what}: the process ended: ${agent.stderr.slice(-300)}`);
    if (/^internal/.test(answer.content?.[0]?.text ?? ''))
      report('other', `${what}: an internal fault: ${agent.stderr.slice(-600)}`);
    if (answer === HANG || answer.gone) return;
  }
}

export async function round(n, dice, tally) {
  const report = (column, what) => tally.defect(column, n, what);
  const [cloud, folder] = [await startCloud(), ownFolder()];
  const agent = await new Agent(environment(cloud.facts, folder.path)).open();
  try {
    // What nobody said: a line of the dice's choice may be a call by chance, so that only what was asked is judged.
    await sendCalls(agent, dice, tally, report);
    tally.count('writes', acted(await cloud.requests()).length);
    judgeAudit(folder.path, await cloud.requests(), report, { isOrderly: true });
    await sendLines(agent, dice, report);
    tally.count('faults', LINES);
    if ((await agent.end()).isHung) report('hangs', 'the process did not end when its input did');
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
    cloud.stop();
    folder.remove();
  }
}
