import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Resvg } from '@resvg/resvg-js'
import { afterAll, describe, expect, test } from 'vitest'
import { createPngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
import { themes } from '../../src/picture/theme.ts'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'
import { on, pictured, times } from './pictured.ts'

const renderer = createPngRenderer()
afterAll(() => renderer.close())

const seven = [...times(3, on(0)), on(7), ...times(3, on(8))]

/** The colour of one pixel of a PNG, as `#RRGGBB`. */
function pixelOf(png: Uint8Array, x: number, y: number): string {
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const [width, height] = [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]
  const size = `width="${width}" height="${height}"`
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}><image href="${href}" ${size}/></svg>`,
  ).render()
  const at = 4 * (y * width + x)
  return `#${pixels
    .subarray(at, at + 3)
    .toString('hex')
    .toUpperCase()}`
}

/** The processes started from now on that still run. */
function noteProcesses() {
  const running = new Set<ChildProcess>()
  const note = (message: unknown) => {
    const { process } = message as { process: ChildProcess }
    running.add(process)
    process.once('exit', () => running.delete(process))
  }
  subscribe('child_process', note)
  return { running, stopNoting: () => unsubscribe('child_process', note) }
}

describe('the PNG of a picture', () => {
  test.each(['light', 'dark'] as const)(
    'shows the cells’ colours where they are, in the %s theme',
    async (theme) => {
      const png = await renderer.png(pictured(seven), theme, 1)
      expect(pixelOf(png, 152 + 60, 200 + 70)).toBe(themes[theme].step4)
      expect(pixelOf(png, 280 + 60, 376 + 70)).toBe(themes[theme].step2)
      expect(pixelOf(png, 280 + 60, 288 + 70)).toBe(themes[theme].empty)
      expect(pixelOf(png, 600, 50)).toBe(themes[theme].background)
    },
  )

  test('is twice as large as drawn, unless asked otherwise', async () => {
    const width = async (scale?: number) =>
      Buffer.from(await renderer.png(pictured(seven), 'light', scale)).readUInt32BE(16)
    expect(await width()).toBe(1280)
    expect(await width(1)).toBe(640)
  })

  test('has the same bytes each time it is made', async () => {
    const another = createPngRenderer()
    const [one, other] = await Promise.all([
      renderer.png(pictured(seven), 'dark'),
      another.png(pictured(seven), 'dark'),
    ])
    await another.close()
    expect(Buffer.compare(one, other)).toBe(0)
  })

  test('is made by a process that ends after a minute without pictures; the next one is made by another', async () => {
    const clock = createFakeClock('2026-11-30T17:00:00Z')
    const { running, stopNoting } = noteProcesses()
    const resting = createPngRenderer({ clock })
    const png = await resting.png(pictured(seven), 'light', 0.1)
    clock.advance(30_000)
    await resting.png(pictured([on(2)]), 'light', 0.1)
    clock.advance(59_999)
    expect(await resting.png(pictured(seven), 'light', 0.1)).toBe(png)
    expect(running.size).toBe(1)
    clock.advance(1)
    await until(() => running.size === 0)
    const again = await resting.png(pictured(seven), 'light', 0.1)
    expect(running.size).toBe(1)
    expect(again).not.toBe(png)
    expect(Buffer.compare(again, png)).toBe(0)
    await resting.close()
    stopNoting()
  })

  test('is still made when a terminal has asked all processes to end, and this one not yet', async () => {
    const { running, stopNoting } = noteProcesses()
    const ending = createPngRenderer()
    await ending.png(pictured(seven), 'light', 0.1)
    const [worker, ...others] = running
    for (const signal of ['SIGINT', 'SIGTERM'] as const) worker?.kill(signal)
    await ending.png(pictured([on(2)]), 'light', 0.1)
    expect(others).toEqual([])
    expect([...running]).toEqual([worker])
    await ending.close()
    expect(running.size).toBe(0)
    stopNoting()
  })

  test('asked for twice is made once', async () => {
    const [one, other] = await Promise.all([
      renderer.png(pictured([on(1)]), 'light'),
      renderer.png(pictured([on(1)]), 'light'),
    ])
    expect(one).toBe(other)
  })

  test('that can’t be made is refused, and the next one is made by a new worker', async () => {
    await expect(renderer.png(pictured(seven), 'light', Number.NaN)).rejects.toThrow(
      'A picture could not be made',
    )
    expect((await renderer.png(pictured([on(2)]), 'light')).length).toBeGreaterThan(1000)
  })

  test('that can’t be made takes no other one with it', async () => {
    const shaky = createPngRenderer()
    const bad = shaky.png(pictured(seven), 'light', Number.NaN).catch(() => 'refused')
    const good = [1, 2, 3].map((index) => shaky.png(pictured([on(index)]), 'dark', 0.1))
    expect(await bad).toBe('refused')
    for (const png of await Promise.all(good)) expect(png.subarray(1, 4).toString()).toBe('PNG')
    await shaky.close()
  })

  test('is the same from several workers', async () => {
    const crew = createPngRenderer({ workers: 2 })
    const indices = [0, 1, 2, 3]
    const many = await Promise.all(indices.map((index) => crew.png(pictured([on(index)]), 'light', 0.5)))
    await crew.close()
    for (const index of indices)
      expect(many[index]?.equals(await renderer.png(pictured([on(index)]), 'light', 0.5))).toBe(true)
  })

  test('is refused when its renderer closes, and after', async () => {
    const closing = createPngRenderer()
    const waiting = [4, 5].map((index) => closing.png(pictured([on(index)]), 'light'))
    const refused = waiting.map((png) => expect(png).rejects.toThrow('The picture renderer is closed'))
    await closing.close()
    await Promise.all(refused)
    await expect(closing.png(pictured([on(6)]), 'light')).rejects.toThrow('The picture renderer is closed')
  })

  test('is the same for two blind rounds with as many votes', async () => {
    const blind = (index: number) => pictured(times(3, on(index)), { blind: true })
    expect(toSvg(blind(0), 'dark')).toBe(toSvg(blind(7), 'dark'))
  })

  test('is refused when too many are waiting, and those that wait are made', async () => {
    const crowded = createPngRenderer()
    const asked = Array.from({ length: 210 }, (_, i) =>
      crowded.png({ ...pictured([]), key: `k${i}` }, 'light', 0.02).then(
        () => 'made',
        (fault: Error) => fault.message,
      ),
    )
    const outcomes = await Promise.all(asked)
    await crowded.close()
    expect(outcomes.filter((outcome) => outcome === 'Too many pictures are waiting').length).toBe(9)
    expect(outcomes.filter((outcome) => outcome === 'made').length).toBe(201)
  })
})

describe('an SVG', () => {
  test('says in words what it shows, twice as SVG has it', () => {
    const { alt, ...picture } = pictured(seven)
    const svg = toSvg({ ...picture, alt }, 'light')
    expect(svg).toContain(`<title>${alt}</title><desc>${alt}</desc>`)
    expect(svg).toMatch(/^<svg [^>]*width="640" height="600" viewBox="0 0 640 600" role="img">/)
  })

  test('has colours in place of roles, and no style', () => {
    const svg = toSvg(pictured(seven), 'dark')
    expect(svg).not.toMatch(/"@| style=/)
  })

  test('holds whatever a drawing says', () => {
    const drawing = { tag: 'text', attributes: { 'aria-label': '"<\0' }, children: ['</svg>&\ud800\uffff'] }
    const svg = toSvg({ ...pictured([]), drawing }, 'light')
    expect(svg).toContain('<text aria-label="&quot;&lt;\ufffd">&lt;/svg&gt;&amp;\ufffd\ufffd</text>')
  })
})
