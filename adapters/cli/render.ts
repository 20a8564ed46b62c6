import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Picture } from '../../src/chat/view.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
import type { Theme } from '../../src/picture/theme.ts'
import { readExportFile, runAsProcess, type Tool } from './tool.ts'

const Options = z.object({
  theme: z.enum(['light', 'dark'], '--theme must be light or dark').default('light'),
  scale: z.enum(['1', '2', '3'], '--scale must be 1, 2 or 3').default('2').transform(Number),
})

/** Draws the picture of an exported poll, with what the export discloses, as PNG or SVG by the name of the file. */
export const render: Tool = {
  usage: 'npm run render -- <poll.json> <out.png or out.svg> [--theme light|dark] [--scale 1|2|3]',

  async run(args, { err }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { theme: { type: 'string' }, scale: { type: 'string' } },
      allowPositionals: true,
    })
    const [from, to, ...more] = positionals
    if (from === undefined || to === undefined || more.length > 0)
      throw new Error('Give one export file and one picture file')
    const options = Options.safeParse(values)
    if (!options.success) throw new Error(options.error.issues.map(({ message }) => message).join('\n'))
    if (!['.png', '.svg'].includes(extname(to))) throw new Error('The picture file must end in .png or .svg')
    const read = await readExportFile(from)
    const faults =
      'faults' in read
        ? read.faults
        : read.polls.length > 1
          ? [`The export holds ${read.polls.length} polls; this command draws one`]
          : []
    for (const fault of faults) err(`${from}: ${fault}`)
    const [poll] = 'polls' in read && faults.length === 0 ? read.polls : []
    if (poll === undefined) return false
    await writeFile(to, await drawPicture(gridPicture(poll), extname(to), options.data))
    return true
  },
}

if (import.meta.main) await runAsProcess(render)

async function drawPicture(
  picture: Picture,
  type: string,
  { theme, scale }: { theme: Theme; scale: number },
) {
  if (type === '.svg') return toSvg(picture, theme)
  const renderer = createPngRenderer()
  try {
    return await renderer.png(picture, theme, scale)
  } finally {
    await renderer.close()
  }
}
