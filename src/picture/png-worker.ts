import { parentPort } from 'node:worker_threads'
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

/** Makes one PNG at a time, off the main thread. An error ends this thread; the renderer starts another one. */
parentPort?.on('message', ({ picture, theme, scale }: PngRequest) => {
  if (!(scale > 0)) throw new RangeError(`A picture at scale ${scale}`)
  const svg = toSvg({ ...picture, drawing: outlineText(picture.drawing) }, theme)
  const { pixels, width, height } = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render()
  const png = indexedPng({ bytes: pixels, width, height })
  parentPort?.postMessage(png)
})
