import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Picture } from '../../src/chat/view.ts'
import { element, group, label } from '../../src/picture/drawing.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { messagePicture } from '../../src/picture/grid/message-picture.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import type { Theme } from '../../src/picture/theme.ts'
import { atlases } from './atlases.ts'
import { cards } from './cards.ts'
import { states } from './states.ts'

/** What a phone shows of a picture 640 wide. */
const phone = 350 / 640
const perRow = 6
const gap = 24
const caption = 40
const themes: readonly Theme[] = ['light', 'dark']

interface Shown {
  readonly name: string
  readonly picture: Picture
}

const folder = join(import.meta.dirname, '../../gallery')
const shown: readonly Shown[] = [
  ...Object.entries(states).map(([name, poll]) => ({ name, picture: messagePicture(poll) })),
  ...Object.entries(states).map(([name, poll]) => ({ name: `whole, ${name}`, picture: gridPicture(poll) })),
  ...cards,
  ...atlases,
]
const renderer = createPngRenderer({ workers: 2 })

await rm(folder, { recursive: true, force: true })
await mkdir(folder)
for (const theme of themes) {
  for (const { name, picture } of shown) {
    await save(fileName(name, theme, '2x'), picture, theme, 2)
    await save(fileName(name, theme, '350'), picture, theme, phone)
  }
  await save(`sheet-${theme}.png`, sheetOf(shown), theme, phone)
}
await writeFile(join(folder, 'index.html'), pageOf(shown))
await renderer.close()
console.log(`${shown.length} pictures in two themes and two sizes, and a sheet of each theme: ${folder}`)

async function save(file: string, picture: Picture, theme: Theme, scale: number): Promise<void> {
  await writeFile(join(folder, file), await renderer.png(picture, theme, scale))
}

function fileName(name: string, theme: Theme, size: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${theme}-${size}.png`
}

/** All pictures on one, each under its name. */
function sheetOf(shown: readonly Shown[]): Picture {
  const size = Math.max(...shown.map(({ picture }) => Math.max(picture.width, picture.height)))
  const [stepX, stepY] = [size + gap, size + gap + caption]
  const places = shown.map(({ name, picture }, i) => {
    const [x, y] = [gap + stepX * (i % perRow), gap + stepY * Math.floor(i / perRow)]
    return group(
      label(name, { x, y: y + 26, size: 26, weight: 600, fill: 'muted' }),
      element('g', { transform: `translate(${x} ${y + caption})` }, picture.drawing),
    )
  })
  const [width, height] = [gap + stepX * perRow, gap + stepY * Math.ceil(shown.length / perRow)]
  const ground = element('rect', { x: 0, y: 0, width, height, fill: '@empty' })
  return { key: 'sheet', alt: 'All pictures', width, height, drawing: group(ground, ...places), details: [] }
}

function pageOf(shown: readonly Shown[]): string {
  const image = (name: string, theme: Theme, size: string, width: number) =>
    `<img src="${fileName(name, theme, size)}" width="${width}" alt="">`
  const rows = shown.map(({ name, picture }) =>
    themes
      .map((theme) => `${image(name, theme, '2x', 640)} ${image(name, theme, '350', 350)}`)
      .join('\n')
      .concat(`\n<figcaption>${name}: ${escaped(picture.alt)}</figcaption>`),
  )
  return `<!doctype html><meta charset="utf-8"><title>Pictures</title>
<style>body { font: 16px sans-serif; background: #888 } figure { margin: 2rem 0 } img { vertical-align: top }</style>
${rows.map((row) => `<figure>${row}</figure>`).join('\n')}\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
