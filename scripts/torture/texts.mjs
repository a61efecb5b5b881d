// Hostile texts where people paste: configurations and logs of every character class, long, and of every maker's beginning.
import { Agent, HANG } from './agent.mjs';
import { environment, ownFolder, startCloud } from './cloud.mjs';

const CALLS = 20;
const LIMIT_MS = 15_000;

const UNITS = [
  ...[
    '\\',
    ' ',
    '\t',
    '\r\n',
    '\n',
    '"',
    "'",
    '{',
    '}',
    '(',
    ')',
    '<',
    '>',
    '=',
    ':',
    ',',
    ';',
    '#',
    '!',
    '-',
    '_',
    '0',
    'a',
    'F',
    '/',
  ],
  ...[
    'secret = ',
    'psk ',
    'key ',
    'password=',
    'crypto map m 1 ',
    'access-list a permit ip ',
    'conn x\n',
    'set vpn ',
    '<ike>',
    '&amp;',
  ],
  ...[
    'IKE_SA ',
    'NO_PROPOSAL_CHOSEN ',
    'received ',
    'TLS Error: ',
    '10.0.0.0/8,',
    '00:00:00 ',
    '2026-01-01T00:00:00Z ',
    '\u202e',
    '\u200b',
    '\ud83d\ude00',
  ],
  ...[
    'local_ts = 10.0.0.0/8\n',
    'pre-shared-key cipher x\n',
    'AAAA',
    '%41',
    '\\u0041',
    '&#65;',
    'eyJ',
    '-----BEGIN ',
    'connections {\n',
    'edit "x"\n',
  ],
];

const SIZES = [1_000, 16_000, 64_000, 200_000, 600_000];

/** Repetitions of one to three units, now and then shuffled together. */
function hostile(dice) {
  const units = Array.from({ length: dice.between(1, 3) }, () => dice.pick(UNITS));
  const size = dice.pick(SIZES);
  if (dice.chance(0.7)) {
    const unit = units.join('');
    return dice.pick(['', 'psk = ', 'crypto ', 'ike ']) + unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  }
  const parts = [];
  for (let length = 0; length < size; length += 8) parts.push(dice.pick(units).repeat(dice.between(1, 8)));
  return parts.join('').slice(0, size);
}

const callFor = (dice) =>
  dice.pick([
    ['DiagnoseTunnel', { VpnConnectionId: 'vco-plant0001', PeerConfig: hostile(dice) }],
    ['DiagnoseTunnel', { VpnConnectionId: 'vco-wh0001', Log: hostile(dice) }],
    ['DiagnoseTunnel', { Log: hostile(dice), PeerConfig: hostile(dice) }],
    ['DiagnoseSslClient', { Log: hostile(dice) }],
    ['FindResource', { Query: hostile(dice).slice(0, 2_000) }],
    ['ModifyVpnConnectionAttribute', { VpnConnectionId: 'vco-plant0001', Name: hostile(dice).slice(0, 100_000) }],
  ]);

export async function round(n, dice, tally, isOver) {
  const report = (column, what) => tally.defect(column, n, what);
  const [cloud, folder] = [await startCloud(), ownFolder()];
  const agent = await new Agent(environment(cloud.facts, folder.path)).open();
  try {
    for (let count = 0; count < CALLS && !isOver(); count++) {
      const [name, args] = callFor(dice);
      const begin = JSON.stringify(args).slice(0, 200);
      const answer = await agent.call(name, args, { limitMs: LIMIT_MS });
      tally.count('calls');
      if (answer === HANG) report('hangs', `${name} ${begin}: no answer in ${LIMIT_MS} ms`);
      if (answer.gone) report('other', `${name} ${begin}: the process ended: ${agent.stderr.slice(-300)}`);
      if (/^internal/.test(answer.content?.[0]?.text ?? '')) report('other', `${name} ${begin}: an internal fault`);
      if (answer === HANG || answer.gone) break;
    }
    if ((await agent.end()).isHung) report('hangs', 'the process did not end when its input did');
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
    cloud.stop();
    folder.remove();
  }
}
