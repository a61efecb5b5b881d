// Small arithmetic on measured values, and processes that are asked over their standard streams.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The value below which a part of the values lies. */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);

const shuffled = (values) =>
  values
    .map((value) => [Math.random(), value])
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);

/** The machine is shared: each round visits all in another order, the first round is thrown away. */
export async function inRounds(rounds, measures) {
  const taken = Object.fromEntries(Object.keys(measures).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const name of shuffled(Object.keys(measures))) {
      const value = await measures[name]();
      if (round > 0) taken[name].push(value);
    }
  return taken;
}

/** Resident memory of a process in MB; NaN where the system does not tell. */
export function residentMb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  clientInfo: { name: 'bench', version: '1.0.0' },
};

/** A server on stdio, asked in plain JSON-RPC lines, so that no client library is measured with it. */
export class Asked {
  #waiting = new Map();
  #next = 1;

  /** `answer`: what a human says to a question of the server; without it the client cannot ask one. */
  constructor(args, env = {}, answer = undefined) {
    this.startedMs = performance.now();
    this.answer = answer;
    this.child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.#hear(JSON.parse(line)));
  }

  #hear({ id, method, params, result, error }) {
    if (method === 'elicitation/create') this.#say({ id, result: this.answer(params) });
    if (method !== undefined) return;
    this.#waiting.get(id)?.(result ?? { error });
    this.#waiting.delete(id);
  }

  ask(method, params = {}) {
    const id = this.#next++;
    this.#say({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #say(message) {
    this.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  async open() {
    const capabilities = this.answer ? { elicitation: {} } : {};
    await this.ask('initialize', { ...INITIALIZE, capabilities });
    this.#say({ method: 'notifications/initialized' });
  }

  async close() {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await gone;
  }
}
