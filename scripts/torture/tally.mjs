// What a run has counted, and everything that was not as promised.

/** Columns of the table, in its order; what is counted by maximum rather than by sum says so. */
const COLUMNS = {
  rounds: 'sum',
  writes: 'sum',
  calls: 'sum',
  faults: 'sum',
  doubles: 'sum',
  losses: 'sum',
  unexplained: 'sum',
  hangs: 'sum',
  other: 'sum',
  bytes: 'max',
  rssMb: 'max',
  pingMs: 'max',
};

/** What counts as a defect; each is kept with the command that repeats it. */
const DEFECTS = ['doubles', 'losses', 'unexplained', 'hangs', 'other'];

const NAMES = { bytes: 'largest answer, kB', rssMb: 'memory, MB', pingMs: 'longest ping, ms' };

/** Counts of one campaign. */
export class Tally {
  constructor(name, repeat) {
    this.name = name;
    this.repeat = repeat;
    this.counts = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, 0]));
    this.defects = [];
  }

  count(column, by = 1) {
    this.counts[column] += by;
  }

  most(column, value) {
    if (value > this.counts[column]) this.counts[column] = value;
  }

  /** Something that was promised not to happen. */
  defect(column, round, what) {
    this.count(column);
    this.defects.push({ column, what, repeat: this.repeat(round) });
    console.error(`${this.name}: ${column}: ${what}\n  again: ${this.repeat(round)}`);
  }

  /** What an agent process has shown of itself by its end. */
  addAgent(agent, round) {
    this.most('bytes', agent.largest / 1000);
    this.most('rssMb', agent.peakMb);
    this.most('pingMs', agent.longestPingMs);
    for (const what of agent.complaints) this.defect('other', round, what);
  }

  get isGood() {
    return DEFECTS.every((column) => this.counts[column] === 0);
  }
}

const cell = (value) => String(Math.round(value));

/** A Markdown table with a row for each campaign. */
export function table(tallies) {
  const columns = Object.keys(COLUMNS);
  const head = ['campaign', ...columns.map((column) => NAMES[column] ?? column)];
  const rows = tallies.map(({ name, counts }) => [name, ...columns.map((column) => cell(counts[column]))]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(['---', ...columns.map(() => '---:')]), ...rows.map(line)].join('\n');
}
