// The generated parts of the pages in docs/, by the name that their markers carry. `say` gives a sentence in the language of
// the document.
import { block, cell, code, folded, table } from './markdown.mjs';
import { policies, toText } from './policies.mjs';

/** How a word of the source is told where a table needs it short. */
const RISKS = {
  read: 'reads only',
  write: 'creates or renames; runs at once',
  disrupt: 'may stop or move traffic; waits for a yes',
  destroy: 'deletes; waits for a typed name',
};

const TOOLSETS = {
  gateway: 'VPN gateways and regions',
  'customer-gateway': 'customer gateways: the peer gateways',
  route: 'destination routes and policy routes',
  ipsec: 'IPsec connections',
  ssl: 'SSL-VPN servers and client certificates',
  attachment: 'IPsec connections on transit routers and their routes',
  vpc: 'networks around the VPN; offered on the public cloud, elsewhere by name',
  sts: 'another identity',
  assist: 'overview, diagnosis, audit, map',
  handoff: 'configurations for peers, profiles for people',
  change: 'plans and changes of several steps',
};

const GROUPS = {
  agent: 'Tools',
  safety: 'Safety',
  http: 'HTTP',
  sandbox: 'Simulated cloud',
  gateway: 'Gateway',
  network: 'Network',
  credentials: 'Credentials',
  process: 'Process',
};

function risks(_facts, say) {
  return table(
    [say('risk'), say('what it means')],
    Object.entries(RISKS).map(([risk, meaning]) => [code(risk), cell(say(meaning))]),
  );
}

function toolsets({ toolsets }, say) {
  const rows = toolsets.map(({ name, tools }) => {
    const offered = (tokens) => tools.filter((tool) => tool[tokens] > 0);
    const figures = ['onStack', 'onPublic'].flatMap((tokens) => [
      offered(tokens).length,
      offered(tokens).reduce((sum, tool) => sum + tool[tokens], 0),
    ]);
    return [code(name), cell(say(TOOLSETS[name] ?? name)), ...figures];
  });
  const total = (at) => rows.reduce((sum, row) => sum + row[at], 0);
  return table(
    [
      ...[say('toolset'), say('what for'), say('tools, Apsara Stack'), say('tokens')],
      ...[say('tools, public cloud'), say('tokens')],
    ],
    [...rows, [say('all'), '', total(2), total(3), total(4), total(5)]],
  );
}

function tools({ toolsets }, say) {
  const rowOf = ({ name, risk, description, platform }) => [
    code(name),
    risk,
    `${cell(say(description))}${platform === 'public' ? ` ${say('Public cloud only.')}` : ''}`,
  ];
  return toolsets
    .map(({ name, tools }) =>
      [
        `#### ${code(name)}: ${say(TOOLSETS[name] ?? name)}`,
        '',
        table([say('tool'), say('risk'), say('what it does')], tools.map(rowOf)),
      ].join('\n'),
    )
    .join('\n\n');
}

function promptRows({ prompts }, say) {
  const argument = ({ name, required }) => (required ? `**${name}**` : name);
  return table(
    [say('prompt'), say('what it does'), say('arguments')],
    prompts.map((prompt) => [
      code(prompt.name),
      cell(say(prompt.description)),
      prompt.arguments.map(argument).join(', '),
    ]),
  );
}

const defaultOf = (option, say) => {
  if (option.default === undefined || option.default === false) return '';
  return option.default === true ? say('yes') : code(option.default);
};

function settings({ options, formOf }, say) {
  const rowOf = (option) => [
    code(formOf(option)),
    cell(say(option.about)),
    defaultOf(option, say),
    [...new Set(option.vendor ?? [])].map(code).join(' '),
  ];
  const heads = [say('option'), say('what it does'), say('default'), say('also read from')];
  return Object.entries(GROUPS)
    .map(([group, title]) => {
      const own = options.filter((option) => option.group === group);
      return folded(`${say(title)} (${own.length})`, table(heads, own.map(rowOf)));
    })
    .join('\n\n');
}

function commandRows({ commands }, say) {
  return table(
    [say('command'), say('what it does')],
    commands.map(([command, about]) => [code(command), cell(say(about))]),
  );
}

function ram(facts, say) {
  const { readOnly, byToolset } = policies(facts);
  const shown = (title, policy) => folded(title, block('json', toText(policy)));
  return [
    shown(say('Looking only'), readOnly),
    ...byToolset.map(({ toolset, policy }) => shown(`${say('In addition for')} <code>${toolset}</code>`, policy)),
  ].join('\n\n');
}

function errors({ documentedCodes, remedyFor }, say) {
  const rows = documentedCodes.map((each) => [code(each), cell(say(remedyFor(each)))]);
  return folded(say('Error codes of the cloud'), table([say('code'), say('what to do')], rows));
}

export const parts = { risks, toolsets, tools, prompts: promptRows, settings, commands: commandRows, ram, errors };
