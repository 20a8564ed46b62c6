import { Resvg } from '@resvg/resvg-js'
import type { Picture } from '../chat/view.ts'
import { indexedPng } from './indexed-png.ts'
import { outlineText } from './outlines.ts'
import { toSvg } from './svg.ts'
import type { Theme } from './theme.ts'

/** A picture to be rasterised. */
export interface PngRequest {
  readonly picture: Pick<Picture, 'drawing' | 'width' | 'height' | 'alt'>
  readonly theme: Theme
  /** Pixels per drawing unit. */
  readonly scale: number
}

/** Text is outlined beforehand, so the rasteriser needs no fonts and can't fall back to other ones. */
const font = { loadSystemFonts: false }

function toPng({ picture, theme, scale }: PngRequest): Buffer {
  if (!(scale > 0)) throw new RangeError(`A picture at scale ${scale}`)
  const svg = toSvg({ ...picture, drawing: outlineText(picture.drawing) }, theme)
  const { pixels, width, height } = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render()
  return indexedPng({ bytes: pixels, width, height })
}

/** Makes one PNG at a time. The renderer, which gets an error in place of a PNG, ends this process and starts another. */
process.on('message', (request: PngRequest) => {
  try {
    process.send?.(toPng(request))
  } catch (fault) {
    process.send?.(fault)
  }
})

// Terminals and service managers signal all processes at once, and a bot that stops still needs pictures. Without it,
// this process ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
