import { z } from 'zod';
import { type Fields, isOn, isRead, type Platform } from '../../catalogue/action.ts';
import { actions, isActionName } from '../../catalogue/index.ts';
import type { Step } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { placeholdersIn, replaceTexts } from '../../catalogue/schema/placeholders.ts';
import { schemaOn } from '../../catalogue/schema/platform-rows.ts';
import { Refused } from '../../errors.ts';

const text = z.string({ error: say });

/** A list of calls, as two tools take it. */
export const stepsField = z
  .array(z.strictObject({ Tool: text, Arguments: z.looseObject({}, { error: say }) }, { error: say }), { error: say })
  .max(30);

/** One call of a list, as it is given. */
export interface GivenStep {
  readonly Tool: string;
  readonly Arguments: Fields;
}

const refuse = (at: number, message: string, remedy: string): never => {
  throw new Refused('refused', `Steps, number ${at}: ${message} Nothing was sent.`, remedy);
};

const writesOn = (platform: Platform): readonly string[] =>
  Object.values(actions).flatMap((action) =>
    isOn(platform, action) && !isRead(action) && action.verb !== 'assume' ? [action.name] : [],
  );

const actionOf = (name: string, at: number, platform: Platform) => {
  const writes = writesOn(platform);
  if (isActionName(name) && writes.includes(name)) return actions[name];
  const known = isActionName(name) && isOn(platform, actions[name]) ? actions[name] : undefined;
  if (known?.verb === 'assume') return refuse(at, `${name} changes who acts.`, 'Call it by itself, before the list.');
  if (known) return refuse(at, `${name} changes nothing.`, 'Leave it out; call it by itself.');
  const suggestion = nearest(name, writes);
  return refuse(
    at,
    `${name.slice(0, 64)} is no single change of the cloud.`,
    suggestion === undefined ? 'Name tools that change one thing each.' : `Did you mean ${suggestion}?`,
  );
};

const PREFIXES: Readonly<Record<string, string>> = {
  VpnConnectionId: 'vco',
  SslVpnClientCertId: 'vsc',
  SslVpnServerId: 'vss',
  VpnGatewayId: 'vpn',
  CustomerGatewayId: 'cgw',
};

/** Refuses places that speak of what no earlier step makes. */
const checkPlaceholders = (args: Fields, at: number, earlier: readonly Step[]): void => {
  for (const { step, field } of placeholdersIn(args)) {
    const made = earlier[step - 1]?.action;
    const isMade = made?.verb === 'create' && isIdentified(made.resource) && idFields[made.resource] === field;
    if (!isMade)
      refuse(
        at,
        `{{${step}.${field}}} is not the ID of something that an earlier step makes.`,
        'Write {{N.Field}}: N is an earlier step that creates, Field the ID of what it creates, such as {{1.CustomerGatewayId}}.',
      );
  }
};

/** Texts of the right form for what an earlier step makes: the schema judges the rest. */
const standIn = (value: string): string => {
  const [spoken] = placeholdersIn(value);
  return spoken ? `${PREFIXES[spoken.field]}-madebystep${spoken.step}` : value;
};

const placeholderOf = (value: string): string => {
  const [, prefix, step] = /^(\w{3})-madebystep(\d+)$/.exec(value) ?? [];
  const field = Object.keys(PREFIXES).find((name) => PREFIXES[name] === prefix);
  return step === undefined || field === undefined ? value : `{{${step}.${field}}}`;
};

const stepOf = ({ Tool, Arguments }: GivenStep, earlier: readonly Step[], platform: Platform): Step => {
  const at = earlier.length + 1;
  const action = actionOf(Tool, at, platform);
  checkPlaceholders(Arguments, at, earlier);
  const parsed = schemaOn(platform, action.input).safeParse(replaceTexts(Arguments, standIn));
  if (!parsed.success)
    return refuse(at, `${parsed.error.issues.map(({ message }) => message).join('; ')}.`, 'Correct its Arguments.');
  return { action, input: { ...Object(replaceTexts(parsed.data, placeholderOf)) } };
};

/** The steps as the guard takes them. Refused as a whole where one of them is no change, or not as its schema wants it. */
export const readSteps = (given: readonly GivenStep[], platform: Platform): readonly Step[] => {
  if (given.length === 0) return refuse(1, 'the list is empty.', 'Give at least one step.');
  const steps: Step[] = [];
  for (const each of given) steps.push(stepOf(each, steps, platform));
  const billed = steps.flatMap(({ action }, at) => (action.billed ? [at + 1] : []));
  if (billed[1] !== undefined)
    refuse(
      billed[1],
      'it is the second that orders what is billed.',
      'Order one thing in a list, the next in another.',
    );
  return steps;
};
