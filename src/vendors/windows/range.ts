const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const addressOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** The first and the last address of a block. */
export const rangeOf = (block: string): readonly [string, string] => {
  const [address = '', bits = '32'] = block.split('/');
  const from = numberOf(address);
  return [addressOf(from), addressOf(from + 2 ** (32 - Number(bits)) - 1)];
};

/** The block from one address to another; undefined where they are no whole block. */
export const blockOfRange = (first: string, last: string): string | undefined => {
  const [from, size] = [numberOf(first), numberOf(last) - numberOf(first) + 1];
  const bits = 32 - Math.log2(size);
  return Number.isInteger(bits) && bits >= 0 && from % size === 0 ? `${first}/${bits}` : undefined;
};
