import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { Answer, Ask, Question } from '../catalogue/invoke.ts';

const read = async (prompt: string, expiresAtMs: number, signal: AbortSignal): Promise<string | undefined> => {
  const line = createInterface({ input: process.stdin, output: process.stderr });
  const limit = AbortSignal.timeout(Math.max(1, expiresAtMs - Date.now()));
  try {
    return await line.question(prompt, { signal: AbortSignal.any([signal, limit]) });
  } catch {
    return undefined;
  } finally {
    line.close();
  }
};

const put = async (question: Question, signal: AbortSignal): Promise<Answer> => {
  const { field, seal } = question;
  const prompt = field ? `${field.title} (${field.description}; empty refuses): ` : 'Do exactly this? Type yes: ';
  const typed = (await read(`\n${question.message}\n\n${prompt}`, question.expiresAtMs, signal))?.trim();
  if (!typed || (!field && typed.toLowerCase() !== 'yes')) return { action: 'decline', content: {}, seal };
  return { action: 'accept', content: field ? { [field.name]: typed } : { approve: true }, seal };
};

/** Asks the person at the terminal; there is none where a script reads or writes. */
export const terminalAsk = (signal: AbortSignal, inputIsTaken: boolean): Ask => ({
  canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true && !inputIsTaken,
  put: (question) => put(question, signal),
});
