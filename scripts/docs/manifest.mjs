// The parts of manifest.json and server.json that repeat the source: versions, tools, prompts.

/** Where an argument's value goes, as a desktop host writes it. */
const placeholder = (name) => `\${arguments.${name}}`;

/** The text is one for all: what the server leaves out by itself has to be told here. */
const OMIT = 'Where a value in quotes above is empty, its sentence does not count.';

const promptOf = (prompt) => {
  const text = prompt.write(placeholder);
  const optional = prompt.arguments.some(({ required }) => !required);
  return {
    name: prompt.name,
    description: prompt.description,
    arguments: prompt.arguments.map(({ name }) => name),
    text: optional ? `${text}\n${OMIT}` : text,
  };
};

/** What a server offers whom nobody has told which tools. */
const isUsual = ({ toolset }) => toolset !== 'attachment';

export const renewManifest = (manifest, { tools, prompts, version, author, homepage, bugs, repository }) => ({
  ...manifest,
  version,
  author: { name: author },
  repository,
  homepage,
  support: bugs,
  tools: tools.filter(isUsual).map(({ name, description }) => ({ name, description })),
  prompts: prompts.map(promptOf),
});

const FORMATS = { boolean: 'boolean', file: 'filepath', directory: 'filepath' };

/** The fields of the desktop form, as the registry describes variables. */
const variablesOf = ({ server, user_config: fields }) =>
  Object.entries(server.mcp_config.env).map(([name, value]) => {
    const field = fields[value.slice('${user_config.'.length, -1)];
    return {
      name,
      description: `${field.title}. ${field.description}`,
      format: FORMATS[field.type] ?? 'string',
      ...(field.default !== undefined && { default: String(field.default) }),
      ...(field.sensitive && { isSecret: true }),
    };
  });

export const renewServer =
  (manifest) =>
  (server, { version, mcpName, repository }) => ({
    ...server,
    name: mcpName,
    version,
    repository: { url: repository.url.replace(/^git\+|\.git$/g, ''), source: 'github' },
    packages: server.packages.map((each) => ({ ...each, version, environmentVariables: variablesOf(manifest) })),
  });
