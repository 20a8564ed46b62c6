import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { describeInBrowser, launchBrowser } from './chromium.ts'
import { desktop, phone, reads, type Visitor, visit, watch } from './visitor.ts'

const paper = 'https://arxiv.org/abs/2204.05862'
const receipt = 'You: Cognitivist science × Worst-case. Nearest example: Agent foundations.'
const closed = /Round 1 · closed/

describeInBrowser('a paper is discussed in the playground', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let cruxgrid: Cruxgrid
  let browser: Browser
  let [ada, ben, cleo]: Visitor[] = []

  const database = () => join(directory.path, 'story.db')

  beforeAll(async () => {
    directory = await temporaryDirectory()
    cruxgrid = await startCruxgrid(database())
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await cruxgrid?.end('SIGTERM')
    await directory?.[Symbol.asyncDispose]()
  })

  async function arrive(name: string, viewport = desktop): Promise<Visitor> {
    const visitor = await visit(browser, cruxgrid.address, { viewport })
    if (name !== 'Ada') await visitor.speakAs(name)
    return visitor
  }
})
