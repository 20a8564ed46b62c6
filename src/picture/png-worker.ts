import { parentPort } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'
import type { Picture } from '../chat/view.ts'
import { indexedPng } from './indexed-png.ts'
import { outlineText } from './outlines.ts'
import { toSvg } from './svg.ts'
import type { Theme } from './theme.ts'

/** What a worker is asked for. `scale` in pixels per drawing unit. */
export interface PngOrder {
  readonly picture: Pick<Picture, 'drawing' | 'width' | 'height' | 'alt'>
  readonly theme: Theme
  readonly scale: number
}

/** All text is outlined before, so that the rasteriser needs no fonts and can't fall back to others. */
const font = { loadSystemFonts: false }

/** Makes one PNG at a time, off the main thread. What goes wrong ends this thread, and another one takes over. */
parentPort?.on('message', ({ picture, theme, scale }: PngOrder) => {
  if (!(scale > 0)) throw new RangeError(`A picture at scale ${scale}`)
  const svg = toSvg({ ...picture, drawing: outlineText(picture.drawing) }, theme)
  const { pixels, width, height } = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render()
  const png = indexedPng({ bytes: pixels, width, height })
  parentPort?.postMessage(png)
})
