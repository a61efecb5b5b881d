import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { Answer, Ask, Question } from '../catalogue/invoke.ts';
import { widthOf, wrapLines } from './terminal.ts';

/** Where the person reads and types. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Standard output is for the answer of the tool, so questions go to standard error. */
const terminal: TerminalStreams = { input: process.stdin, output: process.stderr };

const read = async (
  prompt: string,
  question: Question,
  signal: AbortSignal,
  streams: TerminalStreams,
): Promise<string> => {
  const line = createInterface({ input: streams.input, output: streams.output });
  const limit = AbortSignal.timeout(Math.max(1, question.expiresAtMs - Date.now()));
  try {
    return (await line.question(prompt, { signal: AbortSignal.any([signal, limit]) })).trim();
  } catch {
    return '';
  } finally {
    line.close();
  }
};

const put = async (question: Question, signal: AbortSignal, streams: TerminalStreams): Promise<Answer> => {
  const { field, seal } = question;
  const prompt = field ? `${field.title} (${field.description}; empty refuses): ` : 'Do exactly this? Type yes: ';
  const plan = wrapLines(question.message, widthOf(streams.output));
  const typed = await read(`\n${plan}\n\n${prompt}`, question, signal, streams);
  if (typed === '' || (!field && typed.toLowerCase() !== 'yes')) return { action: 'decline', content: {}, seal };
  return { action: 'accept', content: field ? { [field.name]: typed } : { approve: true }, seal };
};

/** Asks the person at the terminal; nobody can be asked where a script reads or writes. */
export const terminalAsk = (signal: AbortSignal, inputIsTaken: boolean, streams: TerminalStreams = terminal): Ask => ({
  canAsk: streams.input.isTTY === true && streams.output.isTTY === true && !inputIsTaken,
  put: (question) => put(question, signal, streams),
});
