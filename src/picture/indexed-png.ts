import { crc32, deflateSync } from 'node:zlib'

/** Opaque pixels, row by row from the top left, four bytes each: red, green, blue, and one that is ignored. */
interface Pixels {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

const maxColours = 256
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits per pixel, colour type 3: indices into a palette. */
const [bitDepth, indexed] = [8, 3]
/** The zlib level: a higher one saves at most a tenth of the size and takes half as long again. */
const level = 4

/**
 * A PNG (W3C PNG Third Edition) with a palette. It has less than half the size of a true-colour PNG, because pictures
 * have a few dozen colours and the shades of their edges. Of more than 256 colours, the rarest are replaced by the
 * nearest of the others. It has no metadata, so the same pixels give the same bytes.
 */
export function indexedPng({ bytes, width, height }: Pixels): Buffer {
  const { colours, counts, indices } = coloursOf(bytes, width * height)
  const { palette, places } = paletteOf(colours, counts)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    to += 1
    for (let x = 0; x < width; x += 1) rows[to++] = places[indices[from++] ?? 0] ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bitDepth, indexed], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const cacheSize = 4096

/**
 * The colours in the order of their first pixel, the number of pixels of each, and each pixel's index among them. Most
 * pixels equal the previous one, and most others have a recently used colour, so a cache is checked before the map.
 */
function coloursOf(bytes: Uint8Array, size: number) {
  const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, size)
  const [colours, counts]: [number[], number[]] = [[], []]
  const known = new Map<number, number>()
  const [cached, cachedIndex] = [new Int32Array(cacheSize).fill(-1), new Uint16Array(cacheSize)]
  const indices = new Uint16Array(size)
  let [last, index, run] = [-1, 0, 0]
  for (let i = 0; i < size; i += 1) {
    const colour = (pixels[i] ?? 0) & 0xffffff
    if (colour !== last) {
      if (run > 0) counts[index] = (counts[index] ?? 0) + run
      const slot = (colour ^ (colour >>> 11)) & (cacheSize - 1)
      if (cached[slot] === colour) index = cachedIndex[slot] ?? 0
      else {
        index = known.get(colour) ?? colours.length
        if (index === colours.length) {
          known.set(colour, index)
          colours.push(colour)
          counts.push(0)
        }
        cached[slot] = colour
        cachedIndex[slot] = index
      }
      last = colour
      run = 0
    }
    run += 1
    indices[i] = index
  }
  if (run > 0) counts[index] = (counts[index] ?? 0) + run
  return { colours, counts, indices }
}

/** The most frequent colours, and for each colour its index among them or that of the nearest one. */
function paletteOf(colours: readonly number[], counts: readonly number[]) {
  const byFrequency = [...colours.keys()].toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const kept = new Map(byFrequency.slice(0, maxColours).map((index, place) => [index, place]))
  const palette = [...kept.keys()].map((index) => colours[index] ?? 0)
  return { palette, places: colours.map((colour, index) => kept.get(index) ?? nearest(colour, palette)) }
}

function nearest(colour: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distance(colour, other))
  return distances.indexOf(Math.min(...distances))
}

function distance(a: number, b: number): number {
  const [one, other] = [channels(a), channels(b)]
  return one.reduce((sum, channel, i) => sum + (channel - (other[i] ?? 0)) ** 2, 0)
}

/** Red, green and blue of a pixel that was read as a little-endian number. */
const channels = (colour: number): readonly number[] => [
  colour & 255,
  (colour >>> 8) & 255,
  (colour >>> 16) & 255,
]

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
