import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { openReadmeScene, readmePicture } from '../browser/readme-picture.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'readme.db'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

/** How many pixels of a PNG have the light accent, which only camps have, and where the first and last row of them are. */
const accentIn = `async (source) => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  const { data, width, height } = canvas.getImageData(0, 0, image.width, image.height)
  const rows = []
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === 168 && data[i + 1] === 67 && data[i + 2] === 0) rows.push(Math.floor(i / 4 / width))
  return { count: rows.length, from: rows[0], to: rows.at(-1), width, height }
}`

describeInBrowser('the picture at the top of the README', () => {
  test('is what its words say: a paper, the grid with two camps, and the buttons to vote', async () => {
    const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
    const [, alt, file] = /^!\[(.+)\]\((.+)\)$/m.exec(readme) ?? []
    expect(alt).toBe('A poll in a chat: a paper, the grid with two camps, and the buttons to vote')
    expect(join(import.meta.dirname, '../..', file ?? '')).toBe(readmePicture)

    const { page } = await openReadmeScene(cruxgrid, browser)
    const poll = page.getByRole('article', { name: 'Cruxgrid' })
    expect(await poll.textContent()).toContain('Two camps: ')
    const last = await poll.getByRole('button', { name: 'More…' }).boundingBox()
    expect((last?.y ?? Number.POSITIVE_INFINITY) + (last?.height ?? 0)).toBeLessThan(820)

    const look = async (png: Buffer) =>
      page.evaluate<{ count: number; from: number; to: number; width: number; height: number }>(
        `(${accentIn})('data:image/png;base64,${png.toString('base64')}')`,
      )
    const [kept, now] = [await look(await readFile(readmePicture)), await look(await page.screenshot())]
    expect(kept).toMatchObject({ width: 1280, height: 900 })
    // The rest differs with the fonts of a machine.
    expect(kept.count / now.count).toBeCloseTo(1, 1)
    expect(Math.abs(kept.to - kept.from - (now.to - now.from))).toBeLessThanOrEqual(2)
    await page.context().close()
  })
})
