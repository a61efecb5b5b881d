/** A line of HCL: a setting, or a block with its lines. */
export type HclLine =
  | { readonly name: string; readonly value: string }
  | { readonly head: string; readonly body: readonly HclLine[] };

export const setting = (name: string, value: string): HclLine => ({ name, value });

export const block = (head: string, body: readonly HclLine[]): HclLine => ({ head, body });

/** A text within quotes, in which nothing is evaluated. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/([$%])\{/g, '$1$1{')}"`;

/** Lines with their indentation; settings that follow each other have their signs below each other, as `terraform fmt` has. */
export const hclLines = (lines: readonly HclLine[], depth = 0): readonly string[] => {
  const before = '  '.repeat(depth);
  const widthAt = (at: number): number => {
    const isSetting = (line: HclLine | undefined) => line !== undefined && 'name' in line;
    let [from, to] = [at, at];
    while (isSetting(lines[from - 1])) from -= 1;
    while (isSetting(lines[to + 1])) to += 1;
    return Math.max(...lines.slice(from, to + 1).map((line) => ('name' in line ? line.name.length : 0)));
  };
  return lines.flatMap((line, at) =>
    'name' in line
      ? [`${before}${line.name.padEnd(widthAt(at))} = ${line.value}`]
      : [`${before}${line.head} {`, ...hclLines(line.body, depth + 1), `${before}}`],
  );
};
