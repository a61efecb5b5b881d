import { worstRisk } from '../catalogue/action.ts';
import { documentedCodes, remedyFor } from '../catalogue/error-codes.ts';
import { type ActionName, actions, toolsetOf } from '../catalogue/index.ts';

/** A rule of the audit; handed in, because this folder imports nothing from the tools. */
export interface RuleFacts {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly fix: string;
  readonly reference: string;
}

/** A document that a client can read: Markdown, made from the catalogue and so never out of date. */
export interface Document {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly write: (rules: readonly RuleFacts[]) => string;
}

const parametersOf = (name: ActionName): string =>
  Object.entries(actions[name].input.shape)
    .map(([parameter, schema]) => (schema.safeParse(undefined).success ? parameter : `**${parameter}**`))
    .join(', ');

const actionRow = (name: ActionName): string =>
  `| ${name} | ${toolsetOf(name)} | ${worstRisk(actions[name])} | ${actions[name].summary} | ${parametersOf(name)} |`;

const names = Object.keys(actions) as ActionName[];

export const documents: readonly Document[] = [
  {
    name: 'actions',
    title: 'Action reference',
    description: 'Every action with its risk and its parameters; required ones are bold.',
    write: () =>
      [
        '| action | toolset | risk | what it does | parameters |',
        '|---|---|---|---|---|',
        ...names.map(actionRow),
      ].join('\n'),
  },
  {
    name: 'error-codes',
    title: 'Error codes',
    description: 'What to do about each error code of the cloud.',
    write: () =>
      ['| code | what to do |', '|---|---|', ...documentedCodes.map((code) => `| ${code} | ${remedyFor(code)} |`)].join(
        '\n',
      ),
  },
  {
    name: 'rules',
    title: 'Audit rules',
    description: 'What AuditVpn looks for, why, and what to do.',
    write: (rules) =>
      [
        '| rule | severity | what | what to do | reference |',
        '|---|---|---|---|---|',
        ...rules.map(
          ({ id, severity, title, fix, reference }) => `| ${id} | ${severity} | ${title} | ${fix} | ${reference} |`,
        ),
      ].join('\n'),
  },
];

export const documentUri = ({ name }: Document): string => `vpn-docs://${name}`;

/** The documents as `resources/list` shows them. */
export const documentList = documents.map((one) => ({
  uri: documentUri(one),
  name: one.name,
  title: one.title,
  description: one.description,
  mimeType: 'text/markdown',
}));
