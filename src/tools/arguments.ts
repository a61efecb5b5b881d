import { type Fields, isFields, type Platform } from '../catalogue/action.ts';
import { say } from '../catalogue/schema/explain.ts';
import { hasRow, schemaOn } from '../catalogue/schema/platform-rows.ts';
import { takeWritten } from '../catalogue/schema/written-values.ts';
import type { Tool } from './tool.ts';

/** Arguments in their one canonical form, or what is wrong with them. */
export type ReadArguments = { readonly input: Fields } | { readonly issues: readonly { readonly message: string }[] };

/** Parameters that the other cloud alone has, told apart from misspelt ones. */
const othersIn = ({ input }: Tool, args: Fields, platform: Platform): readonly string[] =>
  Object.keys(args)
    .filter((name) => Object.hasOwn(input.shape, name) && !hasRow(platform, input.shape[name]))
    .map((name) => `${name} is a parameter of the other cloud: --platform is ${platform}`);

/** The arguments of a call within a call, as the tool that it names takes them. */
const takeCall = (tool: Tool, args: Fields, path: string, platform: Platform) => {
  const { Arguments } = args;
  const planned = tool.planned?.(args);
  if (planned === undefined || !isFields(Arguments)) return { value: args, problems: [] };
  const { value, problems } = takeWritten(schemaOn(platform, planned.input), Arguments, path);
  return { value: { ...args, Arguments: value }, problems: [...problems, ...othersIn(planned, Arguments, platform)] };
};

/** Calls within a call are read here, so that nothing behind sees a form that the call itself would not have. */
const takePlanned = (tool: Tool, args: Fields, platform: Platform) => {
  const { Steps } = args;
  if (tool.planned === undefined || !Array.isArray(Steps)) return takeCall(tool, args, 'Arguments', platform);
  const taken = Steps.map((each: unknown, at) =>
    isFields(each) ? takeCall(tool, each, `Steps.${at}.Arguments`, platform) : { value: each, problems: [] },
  );
  return {
    value: { ...args, Steps: taken.map(({ value }) => value) },
    problems: taken.flatMap(({ problems }) => problems),
  };
};

/**
 * The one place where arguments become what a tool runs with: values written as text are taken as the schema means them, then
 * the schema judges. Guard, digest, audit and wire only ever see what this returns.
 */
export const readArguments = (tool: Tool, args: Fields, platform: Platform): ReadArguments => {
  const input = schemaOn(platform, tool.input);
  // A list that is written as text is one before its calls are looked at.
  const whole = typeof args['Steps'] === 'string' ? takeWritten(input, args).value : args;
  const planned = takePlanned(tool, { ...Object(whole) }, platform);
  const written = takeWritten(input, planned.value);
  const problems = [...planned.problems, ...written.problems, ...othersIn(tool, args, platform)];
  if (problems.length > 0) return { issues: problems.map((message) => ({ message })) };
  const parsed = input.safeParse(written.value, { error: say });
  return parsed.success ? { input: parsed.data } : { issues: parsed.error.issues };
};
