import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, reads, visit } from '../browser/visitor.ts'
import { sourcesDown } from '../paper/offline.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser
beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'jumps.db'), sourcesDown)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

const isFocused = (message: Locator) =>
  expect.poll(() => message.and(message.page().locator(':focus')).count()).toBe(1)

describeInBrowser('a link to a message', () => {
  test('scrolls to it, marks it, moves the focus to it, and does so again', async () => {
    const ada = await visit(browser, cruxgrid.address, { viewport: desktop })
    const { page } = ada
    await ada.type('/grid poll A paper far up')
    const poll = ada.poll('A paper far up')
    await poll.getByRole('button', { name: 'Cog · Worst, Cognitivist science × Worst-case' }).click()
    await ada.type('/grid close')
    await ada.type('/grid reopen')
    const messages = page.getByRole('region', { name: 'Messages', exact: true })
    const line = messages.getByRole('article').filter({ hasText: 'Ada reopened round 1' })
    await reads(line, 'You can vote again')
    for (const _ of ['once', 'again']) {
      await page.getByRole('textbox', { name: /^Message in/ }).focus()
      const marked = poll.and(page.locator('.marked'))
      await Promise.all([marked.waitFor(), line.getByRole('link', { name: 'Go to the poll' }).click()])
      await isFocused(poll)
      await marked.waitFor({ state: 'detached' })
      await poll.getByRole('heading', { name: 'A paper far up' }).isVisible()
      expect(page.url()).not.toContain('message=')
    }

    const closed = messages.getByRole('article').filter({ hasText: 'Ada closed round 1' })
    await closed.getByRole('link', { name: 'Result in the thread' }).click()
    await isFocused(ada.thread.getByRole('article').filter({ hasText: 'The result follows when it closes.' }))
    expect(ada.faults).toEqual([])
  })
})
