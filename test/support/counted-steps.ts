import { setFlagsFromString } from 'node:v8';

// Steps, not time: what a machine does beside the test changes no count. A step is a backtrack of the expression engine, a
// character that a scanner looks at, or an item of a list that is gone through.

// The engine counts backtracks towards a limit, and gives up beyond it. Optimized code takes loops over one character
// together and counts them as nothing; without it each is counted, and always by the same kind of code.
setFlagsFromString('--no-regexp-optimization');
setFlagsFromString('--no-regexp-tier-up');
setFlagsFromString('--allow-natives-syntax');

/** V8's own constructor of expressions that give up; a text, since no parser but V8's knows the sign. */
const withLimit: (source: string, flags: string, limit: number) => RegExp = new Function(
  'source',
  'flags',
  'limit',
  'return %NewRegExpWithBacktrackLimit(source, flags, limit)',
) as never;

const nativeExec = RegExp.prototype.exec;

/** Four limits for each doubling: a count is at most a fifth too large. */
const limitAt = (step: number): number => Math.ceil(16 * 2 ** (step / 4));

const clones = new Map<string, RegExp>();

const cloneOf = (pattern: RegExp, step: number): RegExp => {
  const key = `${step} ${pattern.flags} ${pattern.source}`;
  // Never without a match: where there is none, it gave up.
  const made =
    clones.get(key) ??
    withLimit(`(?:${pattern.source})|(?:)`, `${pattern.flags.replace(/[gyd]/g, '')}y`, limitAt(step));
  clones.set(key, made);
  return made;
};

const isEnough = (pattern: RegExp, text: string, from: number, step: number): boolean => {
  const clone = cloneOf(pattern, step);
  clone.lastIndex = from;
  return nativeExec.call(clone, text) !== null;
};

/** How often the engine goes back for a match that begins at a position. */
const backtracksAt = (pattern: RegExp, text: string, from: number): number => {
  if (isEnough(pattern, text, from, 0)) return 1;
  let [low, high] = [0, 8];
  while (!isEnough(pattern, text, from, high)) [low, high] = [high, high + 8];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(pattern, text, from, middle)) high = middle;
    else low = middle;
  }
  return limitAt(high);
};

/** A search begins at each position in turn, up to the one where it finds something. */
const backtracksOf = (pattern: RegExp, text: string): number => {
  const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
  if (from > text.length) return 1;
  const { lastIndex } = pattern;
  const to = pattern.sticky ? from : (nativeExec.call(pattern, text)?.index ?? text.length);
  pattern.lastIndex = lastIndex;
  let sum = 0;
  for (let at = from; at <= to; at += 1) sum += backtracksAt(pattern, text, at);
  return sum;
};

let steps = 0;
let isCounting = false;

type Method = (...args: never[]) => unknown;

/** Methods whose work grows with what they are called on, and one step each for those that look at one place. */
const COUNTED: readonly (readonly [
  object,
  readonly (string | symbol)[],
  (self: { readonly length: number }) => number,
])[] = [
  [String.prototype, ['charCodeAt', 'charAt', 'codePointAt', 'startsWith', 'slice'], () => 1],
  [String.prototype, ['includes', 'trim', 'trimEnd', 'trimStart', 'replaceAll', 'toLowerCase'], ({ length }) => length],
  [
    Array.prototype,
    ['includes', 'indexOf', 'find', 'findIndex', 'some', 'filter', 'map', 'flatMap', 'join', 'slice', Symbol.iterator],
    ({ length }) => length,
  ],
];

const patched = <T>(work: () => T): T => {
  const before: (() => void)[] = [];
  const put = (target: object, name: string | symbol, method: unknown): void => {
    const own = Object.getOwnPropertyDescriptor(target, name) ?? {};
    before.push(() => Object.defineProperty(target, name, own));
    Object.defineProperty(target, name, { ...own, value: method });
  };
  /** Counting itself uses the same methods. */
  const counted = (costs: () => number): void => {
    if (isCounting) return;
    isCounting = true;
    steps += costs();
    isCounting = false;
  };
  for (const [target, names, costs] of COUNTED)
    for (const name of names) {
      const native = Reflect.get(target, name) as Method;
      put(target, name, function (this: { readonly length: number }, ...args: never[]) {
        if (!isCounting) steps += costs(this);
        return native.apply(this, args);
      });
    }
  for (const name of ['indexOf', 'lastIndexOf'] as const) {
    const native = String.prototype[name];
    put(String.prototype, name, function (this: string, word: string, from = name === 'indexOf' ? 0 : this.length) {
      const found = native.call(this, word, from);
      const end = found >= 0 ? found : name === 'indexOf' ? this.length : 0;
      steps += Math.abs(end - from) + 1;
      return found;
    });
  }
  put(RegExp.prototype, 'exec', function (this: RegExp, text: unknown) {
    counted(() => backtracksOf(this, String(text)));
    return nativeExec.call(this, String(text));
  });
  try {
    return work();
  } finally {
    for (const restore of before.reverse()) restore();
  }
};

/** The steps that some work takes. */
export const countSteps = (work: () => unknown): number => {
  steps = 0;
  patched(work);
  return steps;
};
