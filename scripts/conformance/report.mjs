// What docs/conformance.md says: the counts of a run, and why the product does not have the rest.

/** The reasons of the file of expected failures, each with the names below it. */
export function reasonsIn(text) {
  const groups = [];
  let said = '';
  for (const line of text.slice(text.indexOf('\nserver:')).split('\n')) {
    const [, comment] = /^ +# (.+)$/.exec(line) ?? [];
    const [, name] = /^ +- (\S+)$/.exec(line) ?? [];
    if (comment) said = said === '' ? comment : `${said} ${comment}`;
    if (name && said !== '') {
      groups.push({ why: said, names: [] });
      said = '';
    }
    if (name) groups.at(-1).names.push(name);
  }
  return groups;
}

export const sum = (scenarios, field) => [...scenarios.values()].reduce((total, one) => total + one[field], 0);

const cell = (result, name) => {
  const found = result.scenarios.get(name);
  if (!found) return '';
  return found.failed === 0 ? String(found.passed) : `${found.passed} (${found.failed})`;
};

const row = (cells) => `| ${cells.join(' | ')} |`;

function summary(results) {
  return results.map(({ run, fixture, product }) =>
    row([
      run.name,
      fixture.code === 0 ? 'green' : '**not green**',
      sum(fixture.scenarios, 'passed'),
      sum(fixture.scenarios, 'failed'),
      product.code === 0 ? 'green' : '**not green**',
      sum(product.scenarios, 'passed'),
      sum(product.scenarios, 'failed'),
    ]),
  );
}

function details(results) {
  const names = [...new Set(results.flatMap(({ fixture }) => [...fixture.scenarios.keys()]))].sort();
  return names.map((name) =>
    row([name, ...results.flatMap(({ fixture, product }) => [cell(fixture, name), cell(product, name)])]),
  );
}

/** The whole page. */
export const page = (results, reasons) => `# Conformance

\`npm run conformance\` holds two servers to the official conformance suite of the protocol and writes this page; \`.ci/run\` does it too.
The **fixture** offers the tools, prompts and resources that the suite calls, behind the HTTP transport of the product
(\`src/transport/http/\`): what fails there is a fault of ours. The **product** is the built program with its sandbox.

Green means that nothing failed but what the suite itself does not score (extensions, warnings, and what came after a revision) and,
for the product, what \`scripts/conformance/expected-failures.yml\` names with a reason. The suite fails too where something named there passes.

| run | fixture | checks passed | not passed, not scored | product | checks passed | not passed, as expected |
| --- | --- | ---: | ---: | --- | ---: | ---: |
${summary(results).join('\n')}

## Why the product does not pass the rest

${reasons.map(({ why, names }) => `${why}\n${names.map((name) => `\`${name}\``).join(', ')}`).join('\n\n')}

## Scenarios

Checks that passed, and in brackets those that did not.

${row(['scenario', ...results.flatMap(({ run }) => [`${run.name}: fixture`, 'product'])])}
${row(['---', ...results.flatMap(() => ['---:', '---:'])])}
${details(results).join('\n')}
`;
