import { crc32, deflateSync } from 'node:zlib'

/** Opaque pixels, row by row from the top left, four bytes each: red, green, blue, and one that is not looked at. */
interface Pixels {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

const mostColours = 256
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits a pixel, colours by their index in a palette, no interlacing. */
const [bitDepth, indexed] = [8, 3]
/** Beyond this a picture becomes little smaller and takes several times as long. */
const level = 6

/**
 * A PNG (W3C PNG Third Edition) with a palette, which is less than half of one with full colours: pictures have a few
 * dozen colours and the shades of their edges. Where there are more than 256, the rarest become the nearest of the
 * others. No metadata, so that the same pixels are the same bytes.
 */
export function indexedPng({ bytes, width, height }: Pixels): Buffer {
  const colours = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height)
  const { palette, indexOf } = paletteOf(colours)
  const rows = Buffer.alloc((width + 1) * height)
  let [last, index] = [-1, 0]
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    to += 1
    for (let x = 0; x < width; x += 1, from += 1, to += 1) {
      const colour = colours[from] ?? 0
      if (colour !== last) {
        last = colour
        index = indexOf.get(colour) ?? 0
      }
      rows[to] = index
    }
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

/** The colours of the palette, the most frequent first, and each colour's place in it. */
function paletteOf(colours: Uint32Array): {
  palette: readonly number[]
  indexOf: ReadonlyMap<number, number>
} {
  const counts = new Map<number, number>()
  let [last, run] = [colours[0] ?? 0, 0]
  for (const colour of colours) {
    if (colour === last) run += 1
    else {
      counts.set(last, (counts.get(last) ?? 0) + run)
      last = colour
      run = 1
    }
  }
  counts.set(last, (counts.get(last) ?? 0) + run)
  const byFrequency = [...counts].toSorted(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour)
  const palette = byFrequency.slice(0, mostColours)
  const rest = byFrequency.slice(mostColours).map((colour) => [colour, nearest(colour, palette)] as const)
  return { palette, indexOf: new Map([...palette.map((colour, i) => [colour, i] as const), ...rest]) }
}

function nearest(colour: number, palette: readonly number[]): number {
  const distances = palette.map((other) => distance(colour, other))
  return distances.indexOf(Math.min(...distances))
}

function distance(a: number, b: number): number {
  const [one, other] = [channels(a), channels(b)]
  return one.reduce((sum, channel, i) => sum + (channel - (other[i] ?? 0)) ** 2, 0)
}

/** Red, green and blue of a pixel as a little-endian machine reads it. */
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
