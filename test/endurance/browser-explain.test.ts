import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { neighboursOf } from '../../src/taxonomy/neighbours.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'
import { toSentence } from '../../src/views/explain/line.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { phone, visit } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const steps = topics.flatMap((topic) =>
  neighboursOf(topic)
    .filter(({ topic: neighbour }) => topic.id < neighbour.id)
    .map(({ topic: neighbour }) => ({
      asked: `${topic.name} vs ${neighbour.name}`,
      // Two levels are named in the order of their axis.
      begins: new RegExp(`^(?:${topic.name} or ${neighbour.name}|${neighbour.name} or ${topic.name})\\?`),
    })),
)
const explanations = [...topics.map(({ id, name }) => ({ asked: id, begins: toSentence(name) })), ...steps]

/** A line that is wrapped in a link ends in a space, which hangs over. */
const hangingSpace = 5

/** What is wrong with how an explanation is laid out: what is cut or sticks out, places without words, a first line out of sight. */
const faultsOf = (explanation: Locator): Promise<readonly string[]> =>
  explanation.evaluate((article, hangingSpace) => {
    const { right } = article.getBoundingClientRect()
    const faults: string[] = []
    for (const element of article.querySelectorAll('*')) {
      const words = (element.textContent ?? '').trim()
      const isDrawn = element.namespaceURI?.endsWith('svg') === true
      if (element.getBoundingClientRect().right > right + hangingSpace) faults.push(`sticks out: ${words}`)
      if (!isDrawn && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
        faults.push(`is cut: ${words}`)
      if (element.matches('h2, p, dt, dd, button, a') && words === '') faults.push('a place without words')
    }
    const [first, room] = [article.querySelector('.view p'), article.closest('.scroll')]
    const [line, view] = [first?.getBoundingClientRect(), room?.getBoundingClientRect()]
    if (line === undefined || view === undefined || line.top < view.top || line.top > view.bottom)
      faults.push(`begins out of sight: ${first?.textContent}`)
    return faults
  }, hangingSpace)

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'explain.db'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

describeInBrowser('topics, and steps between two,', () => {
  test('can be read whole on a phone, from their first line', async () => {
    const ada = await visit(browser, cruxgrid.address, { viewport: phone })
    const note = ada.notes.last()
    for (const { asked, begins } of explanations) {
      await ada.type(`/grid explain ${asked}`)
      await note.locator('.view p').first().filter({ hasText: begins }).waitFor()
      expect.soft(await faultsOf(note), asked).toEqual([])
      await note.getByRole('button', { name: 'More', exact: true }).click()
      await note.getByText('Text without a source is our own explanation.').waitFor()
      expect.soft(await faultsOf(note), `${asked}, whole`).toEqual([])
      await note.getByRole('button', { name: 'Dismiss' }).click()
      await note.waitFor({ state: 'detached' })
    }
    expect(ada.faults).toEqual([])
  })
})
