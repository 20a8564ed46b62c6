import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { sourcesDown } from '../paper/offline.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { launchBrowser } from './launch.ts'
import { desktop, type Visitor, visit } from './visitor.ts'

/** Where somebody is, and how they look at the page. */
export interface Arrival extends BrowserContextOptions {
  readonly channel: string
  readonly as?: string
}

/** A playground and a browser for the tests of one file. */
export function openTable() {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  let cruxgrid: Cruxgrid
  let browser: Browser
  const database = () => join(directory.path, 'table.db')

  beforeAll(async () => {
    directory = await temporaryDirectory()
    cruxgrid = await startCruxgrid(database(), sourcesDown)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cruxgrid?.end('SIGTERM')
    await directory?.[Symbol.asyncDispose]()
  })

  const post = (path: string, body: object) =>
    fetch(`${cruxgrid.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(cruxgrid.address).origin },
      body: JSON.stringify(body),
    })

  return {
    address: () => cruxgrid.address,
    addChannel: (name: string) => post('/api/channels', { name }),

    /** Opens a channel in a browser of somebody's own. */
    async arrive({ channel, as = 'ada', ...options }: Arrival): Promise<Visitor> {
      const where = new URLSearchParams({ as: `web:${as}`, in: channel })
      return visit(browser, `${cruxgrid.address}/#${where}`, { viewport: desktop, ...options })
    },

    /** Says something as the page of somebody else would. */
    say: (name: string, channel: string, text: string) =>
      cruxgrid.say({ person: `web:${name}`, channel }, text),

    /** Opens a poll as Ada. @returns its id. */
    async openPoll(channel: string, words: string): Promise<string> {
      await cruxgrid.say({ person: 'web:ada', channel }, `/grid poll ${words}`)
      const sent = JSON.stringify(await cruxgrid.get(`/api/messages?person=web:ada&channel=${channel}`))
      const ids = [...sent.matchAll(/p_[a-z0-9]{10}/g)]
      return ids.at(-1)?.[0] ?? ''
    },

    vote: (name: string, channel: string, poll: string, answer: string) =>
      cruxgrid.call({ person: `web:${name}`, channel }, { command: 'vote', args: { poll, answer } }),

    /** The words of every message of a channel. */
    async textsIn(channel: string): Promise<readonly (string | undefined)[]> {
      const messages = await cruxgrid.get(`/api/messages?person=web:ada&channel=${channel}`)
      return (messages as readonly { text?: string; view?: { summary: string } }[]).map(
        ({ text, view }) => text ?? view?.summary,
      )
    },

    /** Ends the process as a crash would. */
    crash: () => cruxgrid.end('SIGKILL'),

    /** Starts it again at the same address. */
    async restart(): Promise<void> {
      const { port } = new URL(cruxgrid.address)
      cruxgrid = await startCruxgrid(database(), { ...sourcesDown, PORT: port })
    },
  }
}
