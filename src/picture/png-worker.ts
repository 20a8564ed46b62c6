import { parentPort } from 'node:worker_threads'
import { Resvg } from '@resvg/resvg-js'
import { z } from 'zod'
import { fontFiles } from './fonts.ts'

const Order = z.object({ svg: z.string(), scale: z.number() })

const font = { loadSystemFonts: false, fontFiles: Object.values(fontFiles), defaultFontFamily: 'Inter' }

/** Makes one PNG at a time, off the main thread. What goes wrong ends this thread, and another one takes over. */
parentPort?.on('message', (message: unknown) => {
  const { svg, scale } = Order.parse(message)
  const png = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render().asPng()
  parentPort?.postMessage(png)
})
