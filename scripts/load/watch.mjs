// What can be seen of a process from outside: its memory, its processor time, and whether its event loop is free.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentMb } from '../bench/figures.mjs';

const TICKS_PER_SECOND = 100;

/** Processor time of a process in milliseconds; NaN where the system does not tell. */
export function cpuMs(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** Reads the memory and asks /healthz ten times a second, which waits for nothing but the event loop. */
export async function watch({ url, pid }, signal) {
  const [memory, health] = [[], []];
  const address = new URL('/healthz', url);
  while (!signal.aborted) {
    memory.push(residentMb(pid));
    const from = performance.now();
    await fetch(address).then((response) => response.text());
    health.push(performance.now() - from);
    await sleep(100);
  }
  return { memory, health };
}
