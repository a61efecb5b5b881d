// RAM policies that allow what a choice of tools needs and no more.

/** The words in angle brackets are whoever reads it: any region, any account, any resource of the kind. */
const anyOf = (resource) => (resource.startsWith('acs:vpc:') ? resource.replace(/<\w+>/g, '*') : resource);

/** A policy for these permissions: actions on the same kind of resource share a statement. */
function policyFor(permissions) {
  const byResource = new Map();
  for (const { action, resource } of permissions) {
    const where = anyOf(resource);
    byResource.set(where, [...(byResource.get(where) ?? []), action]);
  }
  const Statement = [...byResource].map(([Resource, Action]) => ({ Effect: 'Allow', Action, Resource }));
  return { Version: '1', Statement };
}

/** Short lines where they fit, so that a policy can be read at a glance. */
export const toText = (policy) =>
  JSON.stringify(policy, null, 2).replace(/\[\s+("[^[\]]*")\s+\]/g, (whole, inner) => {
    const line = `[${inner.replace(/\s*\n\s*/g, ' ')}]`;
    return line.length <= 90 ? line : whole;
  });

/** Every action that only reads; then, by toolset, what has to be added before its tools can change something. */
export function policies({ actions, isRead, toolsetOf, permissionFor }) {
  const names = Object.keys(actions);
  const reads = (name) => isRead(actions[name]);
  const changing = names.filter((name) => !reads(name));
  const toolsets = [...new Set(changing.map(toolsetOf))];
  const changesOf = (toolset) => changing.filter((name) => toolsetOf(name) === toolset).map(permissionFor);
  return {
    readOnly: policyFor(names.filter(reads).map(permissionFor)),
    byToolset: toolsets.map((toolset) => ({ toolset, policy: policyFor(changesOf(toolset)) })),
  };
}
