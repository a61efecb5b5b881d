// A screenshot of a page has few colours: with a palette of 256 of them it is a fifth as large, and no eye sees the difference.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MOST_COLOURS = 256;

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** What a byte was predicted as, by the filter of its line (PNG, chapter 9). */
function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours of a picture, 24 bits each, line after line. */
function coloursOf(png) {
  const chunks = chunksOf(png);
  const head = chunks[0].data;
  const [width, height, depth, kind, interlace] = [
    head.readUInt32BE(0),
    head.readUInt32BE(4),
    head[8],
    head[9],
    head[12],
  ];
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlace !== 0) throw new Error('not a screenshot of Chromium');
  const size = kind === 2 ? 3 : 4;
  const bytes = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const line = width * size + 1;
  for (let y = 0; y < height; y += 1)
    for (let x = 1; x < line; x += 1) {
      const at = y * line + x;
      const [left, up] = [x > size ? bytes[at - size] : 0, y > 0 ? bytes[at - line] : 0];
      bytes[at] += predicted(bytes[y * line], left, up, x > size && y > 0 ? bytes[at - line - size] : 0);
    }
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1)
    colours[at] = bytes.readUIntBE(Math.floor(at / width) * line + 1 + (at % width) * size, 3);
  return { width, height, colours };
}

const distance = (a, b) =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** The colours that are used most, and for every colour the nearest of them. */
function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const known = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const palette = known.slice(0, MOST_COLOURS);
  const nearest = (colour) =>
    palette.reduce((best, one, at) => (distance(one, colour) < distance(palette[best], colour) ? at : best), 0);
  return { palette, places: new Map(known.map((colour) => [colour, nearest(colour)])) };
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same picture with a palette; what is clear in it becomes solid. */
export function withPalette(png) {
  const { width, height, colours } = coloursOf(png);
  const { palette, places } = paletteOf(colours);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const lines = Buffer.alloc(height * (width + 1));
  colours.forEach((colour, at) => {
    lines[at + Math.floor(at / width) + 1] = places.get(colour);
  });
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
