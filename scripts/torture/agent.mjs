// The built program on stdio, driven in plain JSON-RPC, so that no client library forgives it anything.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { server } from '../bench/sandbox.mjs';

const INITIALIZE = { protocolVersion: '2025-11-25', clientInfo: { name: 'torture', version: '1.0.0' } };
const PING_EVERY_MS = 25;
/** What the watchdog promises for a process whose client has gone, and what a loaded machine takes beside it. */
const END_MS = 3_000;
const END_MARGIN_MS = 7_000;

/** So long an answer may be on its way when its caller gives up. */
const CROSSING_MS = 1_000;

/** Stands for an answer that has not come within its time. */
export const HANG = Symbol('no answer');

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The most that a process has had in memory, in MB; 0 where the system does not tell. */
function peakMb(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}

/** A human who says yes, and types the name that the form asks for. */
export function agreeable({ requestedSchema }) {
  const field = requestedSchema.properties?.name;
  if (field === undefined) return { action: 'accept', content: { approve: true } };
  return { action: 'accept', content: { name: /Type (.+?) to confirm/.exec(field.description)?.[1] ?? '' } };
}

export class Agent {
  #waiting = new Map();
  #next = 1;
  #rest = '';
  #isOver = false;
  longestPingMs = 0;
  largest = 0;
  peakMb = 0;
  /** What no server may do, whatever it is sent. */
  complaints = [];
  stderr = '';

  /** `human`: what is answered to a question; may be asynchronous, undefined leaves it open. */
  constructor(env, { human = agreeable, args = [], nodeArgs = [] } = {}) {
    this.human = human;
    this.child = spawn(process.execPath, [...nodeArgs, server, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...env },
    });
    this.exited = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve({ code, signal })));
    this.exited.then(() => this.#letGo());
    this.child.stdin.on('error', () => {});
    this.child.stdout.setEncoding('utf8').on('data', (text) => this.#read(text));
    this.child.stderr.setEncoding('utf8').on('data', (text) => {
      this.stderr = (this.stderr + text).slice(-20_000);
      if (/MaxListenersExceeded/.test(text))
        this.complaints.push(`warning of too many listeners: ${text.slice(0, 200)}`);
    });
  }

  #read(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.#hear(line);
  }

  #hear(line) {
    this.largest = Math.max(this.largest, line.length);
    let message;
    try {
      message = JSON.parse(line);
    } catch {
      this.complaints.push(`standard output holds what is no message: ${line.slice(0, 120)}`);
      return;
    }
    if (message.method === 'elicitation/create') this.#answer(message);
    if (message.method !== undefined || message.id === null) return;
    this.#waiting.get(message.id)?.(message.result ?? { error: message.error });
    this.#waiting.delete(message.id);
  }

  async #answer({ id, params }) {
    const result = await this.human(params);
    if (result !== undefined) this.say({ id, result });
  }

  #letGo() {
    this.#isOver = true;
    for (const resolve of this.#waiting.values()) resolve({ gone: true });
    this.#waiting.clear();
  }

  say(message) {
    this.raw(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  raw(text) {
    if (!this.#isOver) this.child.stdin.write(text);
  }

  /** The result, `{ error }`, `{ gone: true }` when the process has ended, or HANG. `onId` hears the number of the request. */
  ask(method, params = {}, { limitMs = 60_000, onId = () => {} } = {}) {
    if (this.#isOver) return Promise.resolve({ gone: true });
    const id = this.#next++;
    onId(id);
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.say({ id, method, params });
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(HANG), limitMs);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  call(name, args, options) {
    return this.ask('tools/call', { name, arguments: args }, options);
  }

  /**
   * The caller stops waiting. A cancelled request is not answered; an answer that comes all the same had crossed with the
   * cancellation, and the caller hears it.
   */
  cancel(id) {
    this.say({ method: 'notifications/cancelled', params: { requestId: id, reason: 'torture' } });
    setTimeout(() => {
      this.#waiting.get(id)?.({ cancelled: true });
      this.#waiting.delete(id);
    }, CROSSING_MS);
  }

  async open() {
    await this.ask('initialize', { ...INITIALIZE, capabilities: { elicitation: {} } });
    this.say({ method: 'notifications/initialized' });
    this.pinging = this.#ping();
    return this;
  }

  async #ping() {
    while (!this.#isOver) {
      const sentMs = performance.now();
      const answer = await this.ask('ping', {}, { limitMs: 30_000 });
      if (answer === HANG) this.complaints.push('a ping had no answer for 30 s');
      else if (!answer.gone) this.longestPingMs = Math.max(this.longestPingMs, performance.now() - sentMs);
      this.peakMb = Math.max(this.peakMb, peakMb(this.child.pid));
      await sleep(PING_EVERY_MS);
    }
  }

  /** Ends the process by `how`, a signal or 'EOF'. How it ended, and whether in time; one that did not is killed. */
  async end(how = 'EOF') {
    this.peakMb = Math.max(this.peakMb, peakMb(this.child.pid));
    const from = performance.now();
    if (how === 'EOF') this.child.stdin.end();
    else this.child.kill(how);
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(HANG), END_MS + END_MARGIN_MS);
    });
    const ended = await Promise.race([this.exited, late]);
    clearTimeout(timer);
    const ms = performance.now() - from;
    if (ended === HANG) {
      this.child.kill('SIGKILL');
      await this.exited;
    }
    return { ms, isHung: ended === HANG, ...(ended !== HANG && ended) };
  }
}
