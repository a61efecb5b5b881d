import type { z } from 'zod';
import type { Fields, Platform, Risk } from '../catalogue/action.ts';
import type { Toolset as ActionToolset } from '../catalogue/index.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';

/** The families of the catalogue, and those of the tools that call many actions. */
export type Toolset = ActionToolset | 'assist' | 'change' | 'handoff';

/** One named thing that an agent can do. */
export interface Tool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** For people; made from the name. */
  readonly title: string;
  readonly toolset: Toolset;
  /** One or two short sentences: every word is paid for in every conversation. */
  readonly description: string;
  /** The worst that it can do. */
  readonly risk: Risk;
  /** The same on an Apsara Stack, where it is less. */
  readonly riskOnStack?: Risk | undefined;
  /** The one platform that has it; absent: both. */
  readonly platform?: Platform | undefined;
  /** Flat and strict. */
  readonly input: I;
  /** Loose: a client refuses a result with a key that a strict schema does not know. */
  readonly output: O;
  /** For a plan: the tool that it names, whose arguments stand under `Arguments`. */
  readonly planned?: (args: Fields) => Tool | undefined;
  /** Rejects as `invoke` does. What it returns is made safe for a reader by `result.ts`. */
  run(input: z.infer<I>, call: Call, invoke: Invoke): Promise<z.infer<O>>;
}

const TEXT = Symbol('text');

/** An output whose words were made elsewhere; the symbol keeps them out of structured content. */
export const withText = <T extends Fields>(output: T, text: string): T => ({ ...output, [TEXT]: text });

/** The words that came with an output. */
export const textOf = (output: Fields): string | undefined => {
  const text: unknown = Reflect.get(output, TEXT);
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/** What MCP clients are told about a tool's effect; says the same as the guard's policy. */
export interface Annotations {
  readonly title: string;
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

const capitals: ReadonlySet<string> = new Set(['vpn', 'ssl', 'pbr', 'vco', 'cidr']);

/** `DescribeSslVpnServers` -> `Describe SSL VPN servers`. */
const titleOf = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(' ')
    .map((word, i) =>
      capitals.has(word) ? word.toUpperCase() : i === 0 ? `${word[0]?.toUpperCase()}${word.slice(1)}` : word,
    )
    .join(' ');

/** Adds the title; exists so that input and output types are inferred. */
export const defineTool = <I extends z.ZodObject, O extends z.ZodObject>(
  tool: Omit<Tool<I, O>, 'title'>,
): Tool<I, O> => ({
  title: titleOf(tool.name),
  ...tool,
});

/** A second create makes a second resource, a second role another session; other calls can be repeated without effect. */
const isIdempotent = (name: string): boolean => !/^(Create|AssumeRole)/.test(name);

export const annotationsOf = ({ name, title, risk }: Pick<Tool, 'name' | 'title' | 'risk'>): Annotations => ({
  title,
  readOnlyHint: risk === 'read',
  destructiveHint: risk === 'disrupt' || risk === 'destroy',
  idempotentHint: risk === 'read' || isIdempotent(name),
  openWorldHint: true,
});
