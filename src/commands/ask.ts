import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { timeLimit } from '../catalogue/abort.ts';
import type { Answer, Ask, Question } from '../catalogue/invoke.ts';
import { format, type Language } from '../catalogue/message.ts';
import { widthOf, wrapLines } from './terminal.ts';

const prompts = {
  field: { en: '{title} ({description}; empty refuses): ', zh: '{title}（{description}；直接回车表示拒绝）：' },
  yes: { en: 'Do exactly this? Type yes: ', zh: '是否执行以上操作？请输入 yes：' },
};

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
  const bounded = timeLimit(Math.max(1, question.expiresAtMs - Date.now()), signal);
  try {
    return (await line.question(prompt, { signal: bounded })).trim();
  } catch {
    return '';
  } finally {
    line.close();
  }
};

const put = async (
  question: Question,
  signal: AbortSignal,
  language: Language,
  streams: TerminalStreams,
): Promise<Answer> => {
  const { field, seal } = question;
  const prompt = field ? format(prompts.field, language, { ...field }) : format(prompts.yes, language);
  const plan = wrapLines(question.message, widthOf(streams.output));
  const typed = await read(`\n${plan}\n\n${prompt}`, question, signal, streams);
  if (typed === '' || (!field && typed.toLowerCase() !== 'yes')) return { action: 'decline', content: {}, seal };
  return { action: 'accept', content: field ? { [field.name]: typed } : { approve: true }, seal };
};

/** How the terminal asks. */
export interface TerminalAsking {
  /** Standard input brings something else. */
  readonly inputIsTaken: boolean;
  readonly language: Language;
  readonly streams?: TerminalStreams;
}

/** Asks the person at the terminal; nobody can be asked where a script reads or writes. */
export const terminalAsk = (
  signal: AbortSignal,
  { inputIsTaken, language, streams = terminal }: TerminalAsking,
): Ask & { readonly isOpen: () => boolean } => {
  let open = 0;
  return {
    canAsk: streams.input.isTTY === true && streams.output.isTTY === true && !inputIsTaken,
    put: async (question) => {
      open += 1;
      return put(question, signal, language, streams).finally(() => {
        open -= 1;
      });
    },
    /** Whether a person is being asked: nothing else may be written where they type. */
    isOpen: () => open > 0,
  };
};
