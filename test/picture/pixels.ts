import sharp from 'sharp'

/** The pixels of a PNG. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** As `#RRGGBB`. */
  readonly at: (x: number, y: number) => string
}

export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return {
    width,
    height,
    at: (x, y) => {
      const start = channels * (y * width + x)
      return `#${data
        .subarray(start, start + 3)
        .toString('hex')
        .toUpperCase()}`
    },
  }
}

interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How many separate patches of marked pixels are in an area; pixels that touch at a side are of one patch. */
export function patchesIn(
  pixels: Pixels,
  { left, top, right, bottom }: Area,
  isMarked: (colour: string) => boolean,
): number {
  const isOn = (x: number, y: number) =>
    x >= left && x < right && y >= top && y < bottom && isMarked(pixels.at(x, y))
  const seen = new Set<string>()
  let patches = 0
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (!isOn(x, y) || seen.has(`${x} ${y}`)) continue
      patches += 1
      const waiting: (readonly [number, number])[] = [[x, y]]
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [nextX, nextY] = next
        if (!isOn(nextX, nextY) || seen.has(`${nextX} ${nextY}`)) continue
        seen.add(`${nextX} ${nextY}`)
        waiting.push([nextX + 1, nextY], [nextX - 1, nextY], [nextX, nextY + 1], [nextX, nextY - 1])
      }
    }
  return patches
}
