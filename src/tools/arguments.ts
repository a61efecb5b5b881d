import { type Fields, isFields } from '../catalogue/action.ts';
import { say } from '../catalogue/schema/explain.ts';
import { takeWritten } from '../catalogue/schema/written-values.ts';
import type { Tool } from './tool.ts';

/** Arguments in their one canonical form, or what is wrong with them. */
export type ReadArguments = { readonly input: Fields } | { readonly issues: readonly { readonly message: string }[] };

/** Both parts of a plan's arguments are read here, so that nothing behind sees a form that the call itself would not have. */
const takePlanned = (tool: Tool, args: Fields) => {
  const { Arguments } = args;
  const planned = tool.planned?.(args);
  if (planned === undefined || !isFields(Arguments)) return { value: args, problems: [] };
  const { value, problems } = takeWritten(planned.input, Arguments, 'Arguments');
  return { value: { ...args, Arguments: value }, problems };
};

/**
 * The one place where arguments become what a tool runs with: values written as text are taken as the schema means them, then
 * the schema judges. Guard, digest, audit and wire only ever see what this returns.
 */
export const readArguments = (tool: Tool, args: Fields): ReadArguments => {
  const planned = takePlanned(tool, args);
  const written = takeWritten(tool.input, planned.value);
  const problems = [...planned.problems, ...written.problems];
  if (problems.length > 0) return { issues: problems.map((message) => ({ message })) };
  const parsed = tool.input.safeParse(written.value, { error: say });
  return parsed.success ? { input: parsed.data } : { issues: parsed.error.issues };
};
