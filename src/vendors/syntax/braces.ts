import { MOST_LEVELS, type Open, type Statement } from './statement.ts';

/** Quotes keep blanks together and are dropped, as are the signs that end a statement. */
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)].map(([whole, double, single]) => double ?? single ?? whole);

/** What a reader of braces has to know of a format. */
interface BraceFormat {
  /** What begins a comment that goes to the end of its line. */
  readonly comment: RegExp;
}

/** The pieces of a line: braces alone, and the statements between them. */
const piecesOf = (line: string): readonly string[] => line.match(/[{}]|"[^"]*"?|'[^']*'?|;|[^{};"']+/g) ?? [];

/**
 * Reads a configuration of braces (Juniper, VyOS, Terraform): `a b { c d; }` or one statement a line. A brace too many
 * closes nothing; what is left open ends with the text.
 */
export const readBraces = (lines: readonly string[], { comment }: BraceFormat): readonly Statement[] => {
  const root: Open[] = [];
  const levels: Open[][] = [root];
  let pending = '';
  const here = (): Open[] => levels.at(-1) ?? root;
  const end = (isBlock: boolean): void => {
    const words = wordsOf(pending);
    pending = '';
    if (words.length === 0 && !isBlock) return;
    const made: Open = { words: [...words], inside: [] };
    here().push(made);
    if (isBlock) levels.push(levels.length < MOST_LEVELS ? made.inside : here());
  };
  for (const line of lines) {
    for (const piece of piecesOf(line.replace(comment, ''))) {
      if (piece === '{') end(true);
      else if (piece === '}' || piece === ';') {
        end(false);
        if (piece === '}' && levels.length > 1) levels.pop();
      } else pending += piece;
    }
    // A heading may have its brace on the next line: then nothing but the brace tells that it is one.
    end(false);
  }
  return root;
};
