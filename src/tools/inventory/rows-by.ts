const known = new WeakMap<readonly object[], Map<string, ReadonlyMap<unknown, readonly object[]>>>();

const indexOf = <T extends object>(rows: readonly T[], field: keyof T & string): ReadonlyMap<unknown, readonly T[]> => {
  const index = new Map<unknown, T[]>();
  for (const row of rows) {
    const same = index.get(row[field]);
    if (same) same.push(row);
    else index.set(row[field], [row]);
  }
  return index;
};

/**
 * The rows of a list whose field has this value, in their order. Each list is indexed once for each field: with thousands
 * of connections and routes, a search for each of them would block the process for seconds.
 */
export const rowsBy = <T extends object>(rows: readonly T[], field: keyof T & string, value: unknown): readonly T[] => {
  const indices = known.get(rows) ?? new Map<string, ReadonlyMap<unknown, readonly object[]>>();
  known.set(rows, indices);
  const index = indices.get(field) ?? indexOf(rows, field);
  indices.set(field, index);
  // What was put under this list and field has the type of its rows.
  return (index.get(value) ?? []) as readonly T[];
};
