import { describe, expect, it } from 'vitest';
import { type ActionName, actions } from '../../src/catalogue/index.ts';
import { kinds, templateList, templateOf } from '../../src/resources/kinds.ts';

describe.each(kinds)('the kind $name', (kind) => {
  it('is listed by an action that is there and takes its ID', () => {
    expect(Object.keys(actions)).toContain(kind.list);
    expect(Object.keys(actions[kind.list as ActionName].input.shape)).toContain(kind.id);
    expect(Object.keys(actions[kind.list as ActionName].output.shape)).toContain(kind.rows);
  });

  it('has a template that names the region and the ID as the API does', () => {
    expect(templateOf(kind)).toBe(`vpn://{RegionId}/${kind.folder}/{${kind.id}}`);
    expect(templateList.map(({ uriTemplate }) => uriTemplate)).toContain(templateOf(kind));
  });
});
