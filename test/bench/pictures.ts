import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { Resvg } from '@resvg/resvg-js'
import sharp from 'sharp'
import type { Picture } from '../../src/chat/view.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { outlineText } from '../../src/picture/outlines.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { launchBrowser } from '../browser/launch.ts'
import { states } from '../gallery/states.ts'
import { percentile, print, ratio } from './figures.ts'

const latin = ['no votes', 'two camps, anonymous', 'consensus, closed', '1,200 votes']
const cjk = ['Chinese, Japanese and emoji']
const rounds = 24

const median = (values: readonly number[]): number => percentile(values, 0.5)
const ms = (value: number): string => `${value.toFixed(1)} ms`

function stateOf(name: string): Disclosure {
  const poll = states[name]
  if (poll === undefined) throw new Error(`There is no state ${name}`)
  return poll
}

/** As another poll of the same kind: nothing about it may be remembered from the one before. */
const anew = (picture: Picture, i: number): Picture => ({ ...picture, key: `${picture.key} ${i}` })

/** B: the rasteriser's own parsing, drawing and PNG of the same picture, its text as paths already. */
const plainPng = (svg: string): Buffer =>
  new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: 2 } }).render().asPng()

const outlinedSvg = (picture: Picture): string =>
  toSvg({ ...picture, drawing: outlineText(picture.drawing) }, 'light')

/** Pictures beside the rasteriser alone and a browser, interleaved in one run. */
export async function benchPictures(): Promise<void> {
  console.log('\nPictures at 2x; B is parsing, drawing and encoding by the rasteriser alone, text as paths')
  const renderer = createPngRenderer()
  const baseline = await benchKinds(renderer)
  await benchMainThread(renderer, baseline)
  await benchMemory(renderer)
  await renderer.close()
  await benchWorkers()
  await benchOthers(baseline)
}

type Renderer = ReturnType<typeof createPngRenderer>

async function benchKinds(renderer: Renderer): Promise<number> {
  let baseline = 0
  for (const [kind, names, aim] of [
    ['Latin title', latin, 1.3],
    ['CJK title', cjk, 2],
  ] as const) {
    const times = { whole: [] as number[], plain: [] as number[], svg: [] as number[] }
    const sizes: { own: number; plain: number }[] = []
    for (let round = 0; round < rounds; round += 1)
      for (const name of names) {
        const poll = stateOf(name)
        const [svgMs, picture] = await timed(async () => {
          const picture = gridPicture(poll)
          toSvg(picture, 'light')
          return picture
        })
        const [wholeMs, png] = await timed(() => renderer.png(anew(gridPicture(poll), round), 'light'))
        const svg = outlinedSvg(picture)
        const [plainMs, plain] = await timed(async () => plainPng(svg))
        times.svg.push(svgMs)
        times.whole.push(wholeMs)
        times.plain.push(plainMs)
        sizes.push({ own: png.length, plain: plain.length })
      }
    baseline = median(times.plain)
    const largest = Math.max(...sizes.map(({ own }) => own))
    const share = Math.max(...sizes.map(({ own, plain }) => own / plain))
    print(
      `${kind}: model to PNG`,
      ms(median(times.whole)),
      `${ratio(median(times.whole), baseline)} B (aim ${aim}); B ${ms(baseline)}`,
    )
    print(`${kind}: model to SVG`, ms(median(times.svg)), `${ratio(median(times.svg), baseline)} B (aim 0.1)`)
    print(
      `${kind}: largest PNG`,
      `${Math.round(largest / 1000)} kB`,
      `at most ${share.toFixed(2)} of the plain one (aim 0.55, 100 kB)`,
    )
  }
  return baseline
}

/** How long the main thread is busy for one picture, and how late other work becomes. */
async function benchMainThread(renderer: Renderer, baseline: number): Promise<void> {
  const pictures = latin.map((name) => gridPicture(stateOf(name)))
  const idle = await loopDelay(() => setTimeout(1000))
  const before = performance.eventLoopUtilization()
  const count = 60
  const busy = await loopDelay(async () => {
    for (let i = 0; i < count; i += 1)
      for (const picture of pictures.slice(i % 4, (i % 4) + 1))
        await renderer.png(anew(picture, 1000 + i), 'dark')
  })
  const { active } = performance.eventLoopUtilization(before)
  print('main thread per picture', ms(active / count), `${ratio(active / count, baseline)} B (aim 0.05)`)
  print('event loop delay p99 while drawing', ms(busy), `idle ${ms(idle)}`)
}

async function loopDelay(run: () => Promise<unknown>): Promise<number> {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  await run()
  histogram.disable()
  return histogram.percentile(99) / 1e6
}

async function benchMemory(renderer: Renderer): Promise<void> {
  const names = [...latin, ...cjk]
  const after: number[] = []
  for (let i = 1; i <= 300; i += 1) {
    await renderer.png(anew(gridPicture(stateOf(names[i % names.length] ?? '')), 10_000 + i), 'light')
    await setImmediate()
    if (i === 50 || i === 300) after.push(process.memoryUsage().rss / 2 ** 20)
  }
  const [early = 0, late = 0] = after
  print(
    'resident memory after 300 pictures',
    `${Math.round(late)} MB`,
    `${ratio(late, early)} of that after 50, ${Math.round(early)} MB (aim 1.3)`,
  )
}

async function benchWorkers(): Promise<void> {
  for (const workers of [1, 2]) {
    const renderer = createPngRenderer({ workers })
    const picture = gridPicture(stateOf('two camps, anonymous'))
    await Promise.all([renderer.png(anew(picture, 1), 'light'), renderer.png(anew(picture, 2), 'light')])
    const [spent] = await timed(() =>
      Promise.all(Array.from({ length: 60 }, (_, i) => renderer.png(anew(picture, 100 + i), 'light'))),
    )
    print(`pictures a second, ${workers} worker${workers === 1 ? '' : 's'}`, (60_000 / spent).toFixed(1), '')
    await renderer.close()
  }
}

/** The same SVG as librsvg and as a browser draw it. */
async function benchOthers(baseline: number): Promise<void> {
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 640, height: 640 }, deviceScaleFactor: 2 })
  const picture = gridPicture(stateOf('two camps, anonymous'))
  const svg = outlinedSvg(picture)
  const times: number[] = []
  const librsvg: number[] = []
  for (let i = 0; i < rounds; i += 1) {
    const [sharpMs] = await timed(() => sharp(Buffer.from(svg), { density: 144 }).png().toBuffer())
    librsvg.push(sharpMs)
    const [spent] = await timed(async () => {
      await page.setContent(svg)
      return page.screenshot()
    })
    times.push(spent)
  }
  await browser.close()
  print('sharp, by librsvg, the same SVG', ms(median(librsvg)), `${ratio(median(librsvg), baseline)} B`)
  print('a Chromium screenshot of the same SVG', ms(median(times)), `${ratio(median(times), baseline)} B`)
}

async function timed<Result>(run: () => Promise<Result>): Promise<[number, Result]> {
  const start = performance.now()
  const result = await run()
  return [performance.now() - start, result]
}
