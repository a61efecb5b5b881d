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

export const renewManifest = (manifest, { tools, prompts, version }) => ({
  ...manifest,
  version,
  tools: tools.map(({ name, description }) => ({ name, description })),
  prompts: prompts.map(promptOf),
});

export const renewServer = (server, { version, mcpName }) => ({
  ...server,
  name: mcpName,
  version,
  packages: server.packages.map((each) => ({ ...each, version })),
});
