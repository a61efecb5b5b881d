import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditFiles, isAuditFile, isWritten, pidOf, readWitnesses, type Witness } from './files.ts';
import { CHAIN_START, type FoundLine, knownFields, readLine } from './line.ts';
import { type OpenIntent, openIntents } from './open-entries.ts';

/** What is wrong with one line of one file. `line` counts from 1; 0 is the file as a whole. */
export interface Break {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

export interface AuditReport {
  readonly files: number;
  readonly lines: number;
  readonly breaks: readonly Break[];
  /** What a crash leaves: an empty file, a last line that was not written to its end. Nobody was at it, as far as can be seen. */
  readonly debris: readonly Break[];
  readonly open: readonly OpenIntent[];
  /** Files of ended processes without a closing line: killed, or the last lines were cut away. */
  readonly unclosed: readonly string[];
  /**
   * Files of the first form whose end no later file names: there is no closing line, and no hash of the last one, so that
   * nobody sees what was cut from them, nor that their last line was changed.
   */
  readonly firstForm: readonly string[];
}

interface Chain {
  readonly file: string;
  readonly lines: readonly FoundLine[];
  readonly breaks: readonly Break[];
  readonly debris: readonly Break[];
}

/**
 * The first builds of 0.1.0 wrote no first and no closing line, and no hash of a line in itself: its next line alone carries it.
 * Who strips a file of today to that form has made it anew, which later files that name it contradict.
 */
const isFirstForm = (lines: readonly FoundLine[]): boolean =>
  lines.length > 0 && lines.every(({ says }) => says === undefined) && lines[0]?.fields?.['Kind'] !== 'begin';

const judgeFirstForm = ({ fields }: FoundLine, number: number, before: FoundLine | undefined): string | undefined => {
  if (!fields) return 'is not JSON: the line was cut or changed';
  if (fields['Prev'] !== (before?.hash ?? CHAIN_START))
    return 'does not follow the line before it: one was changed, taken out or put in';
  return fields['Seq'] === number ? undefined : 'has the number of another line';
};

const judgeLine = (
  { fields, isSound }: FoundLine,
  number: number,
  before: FoundLine | undefined,
): string | undefined => {
  if (!fields) return 'is not JSON: the line was cut or changed';
  if (!isSound) return 'was changed: its hash is of another text';
  // A line that was changed is reported by itself; the next line need not report it once more.
  if (fields['Prev'] !== (before ? (before.says ?? before.hash) : CHAIN_START))
    return 'does not follow the line before it: one was changed, taken out or put in';
  if ((fields['Kind'] === 'begin') !== (number === 1))
    return number === 1 ? 'is not the beginning of a file' : 'begins a file within a file';
  if (before?.fields?.['Kind'] === 'end') return 'stands behind the closing line';
  return fields['Seq'] === number ? undefined : 'has the number of another line';
};

/** A whole line and more behind it: no process of ours leaves off there. */
const MORE_THAN_LINE = /,"Hash":"[0-9a-f]{64}"\}./s;

/** A line that is whole but for its line break was ours: one whose hash is of another text was changed, for a cut changes nothing. */
const isChanged = (rest: string, isFirst: boolean): boolean => {
  const { fields, isSound, says } = readLine(rest);
  return fields !== undefined && !isSound && !(isFirst && says === undefined);
};

/** Whether what stands behind the last line break is the beginning of the line that is due, or what a disk makes of one. */
const isCutLine = (rest: string, number: number, isFirst: boolean): boolean => {
  const due = `{"Seq":${number},"Time":"`;
  const isDue = rest.startsWith(due) || due.startsWith(rest) || /^\0+$/.test(rest);
  return isDue && !MORE_THAN_LINE.test(rest) && !isChanged(rest, isFirst);
};

const CUT = 'ends in the middle of a line';

/** What is wrong with the text behind the last line break. */
const judgeRest = (file: string, rest: string, lines: readonly FoundLine[]): Pick<Chain, 'breaks' | 'debris'> => {
  if (rest === '') return { breaks: [], debris: [] };
  const line = lines.length + 1;
  const isClosed = lines.at(-1)?.fields?.['Kind'] === 'end';
  if (isClosed || !isCutLine(rest, line, isFirstForm([...lines, readLine(rest)])))
    return { breaks: [{ file, line, what: 'is no line of ours: it was put in or changed' }], debris: [] };
  // Somebody may be writing it at this moment.
  return { breaks: [], debris: isWritten(pidOf(file)) ? [] : [{ file, line, what: CUT }] };
};

const readChain = (file: string, text: string): Chain => {
  if (text === '') {
    const debris = isWritten(pidOf(file)) ? [] : [{ file, line: 0, what: 'is empty' }];
    return { file, lines: [], breaks: [], debris };
  }
  const parts = text.split('\n');
  const rest = parts.pop() ?? '';
  const lines = parts.map(readLine);
  const judge = isFirstForm(lines) ? judgeFirstForm : judgeLine;
  const breaks = lines.flatMap((each, index): readonly Break[] => {
    const what = judge(each, index + 1, lines[index - 1]);
    return what === undefined ? [] : [{ file, line: index + 1, what }];
  });
  const behind = judgeRest(file, rest, lines);
  return { file, lines, breaks: [...breaks, ...behind.breaks], debris: behind.debris };
};

const openChain = async (folder: string, file: string): Promise<Chain> => {
  try {
    return readChain(file, await readFile(join(folder, file), 'utf8'));
  } catch {
    return { file, lines: [], breaks: [{ file, line: 0, what: 'cannot be read' }], debris: [] };
  }
};

/** What a file records of others that are not as it saw them. */
const contradictions = ({ file: by, lines }: Chain, chains: ReadonlyMap<string, Chain>): readonly Break[] => {
  const begin = lines[0]?.fields;
  const seen = readWitnesses(begin).flatMap(({ File: file, Lines, Hash }): readonly Break[] => {
    const found = chains.get(file);
    if (!found) return [{ file, line: 0, what: `is not here any more; ${by} names it` }];
    if (Lines === 0 || found.lines[Lines - 1]?.hash === Hash) return [];
    return [{ file, line: Lines, what: `is not as ${by} saw it: lines were cut off, or the file was made anew` }];
  });
  const { File, Lines }: { readonly File?: unknown; readonly Lines?: unknown } = Object(begin?.['Lost']);
  if (typeof File !== 'string' || !isAuditFile(File)) return seen;
  const what = `was taken away or changed while it was written; ${by} goes on instead`;
  return [...seen, { file: File, line: Number(Lines), what }];
};

/** Many files may record the same of one: it is reported once. */
const once = (breaks: readonly Break[]): readonly Break[] => [
  ...new Map(breaks.map((each) => [each.file, each])).values(),
];

const endNamed = ({ File, Lines, Hash }: Witness): string => `${File} ${Lines} ${Hash}`;

const isUnclosed = ({ file, lines }: Chain): boolean =>
  lines.length > 0 && !isFirstForm(lines) && lines.at(-1)?.fields?.['Kind'] !== 'end' && !isWritten(pidOf(file));

/**
 * Reads every chain in the folder. Nobody finds the changes of somebody who wrote all files anew, hashes included, nor that
 * the newest file is gone or shorter where no later file names it: what was cut so looks like the debris of a crash. A folder
 * without an audit has no breaks.
 */
export const verifyAudit = async (stateDir: string): Promise<AuditReport> => {
  const files = await auditFiles(stateDir);
  const chains = await Promise.all(files.map((file) => openChain(stateDir, file)));
  const byName = new Map(chains.map((chain) => [chain.file, chain]));
  const between = once(chains.flatMap((chain) => contradictions(chain, byName)));
  const breaks = [...chains.flatMap((chain) => chain.breaks), ...between];
  const isBroken = (file: string): boolean => breaks.some((each) => each.file === file);
  const debris = chains.flatMap((chain) => chain.debris).filter(({ file }) => !isBroken(file));
  const isDebris = (file: string): boolean => debris.some((each) => each.file === file);
  const named = new Set(chains.flatMap(({ lines }) => readWitnesses(lines[0]?.fields).map(endNamed)));
  const isNamedToItsEnd = ({ file, lines }: Chain): boolean =>
    named.has(endNamed({ File: file, Lines: lines.length, Hash: lines.at(-1)?.hash ?? '' }));
  return {
    files: files.length,
    lines: chains.reduce((sum, { lines }) => sum + lines.length, 0),
    breaks,
    debris,
    open: openIntents(chains.map(({ file, lines }) => ({ file, entries: lines.flatMap(knownFields) }))),
    unclosed: chains.flatMap((chain) => (isUnclosed(chain) && !isDebris(chain.file) ? [chain.file] : [])),
    firstForm: chains.flatMap((chain) => (isFirstForm(chain.lines) && !isNamedToItsEnd(chain) ? [chain.file] : [])),
  };
};
