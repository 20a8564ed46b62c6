import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { neighboursOf } from '../../src/taxonomy/neighbours.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { phone, visit } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const here = { person: 'web:ada', channel: 'reading-group' }
const steps = topics.flatMap((topic) =>
  neighboursOf(topic)
    .filter(({ topic: neighbour }) => topic.id < neighbour.id)
    .map(({ topic: neighbour }) => ({
      asked: `${topic.id} vs ${neighbour.id}`,
      title: `${topic.name} vs ${neighbour.name}`,
    })),
)
const explanations = [...topics.map(({ id, name }) => ({ asked: id, title: name })), ...steps]

/** A line that is wrapped in a link ends in a space, which hangs over. */
const hangingSpace = 5

/** What is wrong with how an explanation is laid out: what is cut or sticks out, headings and names without words. */
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
      if (element.matches('h2') && (element.nextElementSibling?.textContent ?? '').trim() === '')
        faults.push(`heads nothing: ${words}`)
      if (element.matches('h2, p, dt, dd, button, a') && words === '') faults.push('a place without words')
    }
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
  test('can be read whole on a phone', async () => {
    const ada = await visit(browser, cruxgrid.address, { viewport: phone })
    for (const { asked, title } of explanations) {
      await cruxgrid.say(here, `/grid explain ${asked}`)
      const explanation = ada.page
        .getByRole('article', { name: 'Cruxgrid' })
        .filter({ has: ada.page.getByRole('heading', { name: title, exact: true }) })
        .last()
      await explanation.waitFor()
      expect.soft(await faultsOf(explanation), asked).toEqual([])
    }
    expect(ada.faults).toEqual([])
  })
})
