import fc from 'fast-check'
import { createFeedRoutes } from '../../adapters/pages/feed-routes.ts'
import { loadCommands } from '../../commands/index.ts'
import { findFaults } from '../../src/bot/faults.ts'
import { channelsMentionedIn, readWhere } from '../../src/reading/where.ts'
import { texts } from './inputs.ts'
import * as samples from './samples.ts'
import { defineEdge } from './try-edge.ts'

const now = '2026-11-30T12:00:00Z'
const maxOctets = 75
/** Control characters other than the ends of lines, and halves of characters. */
const unprintable = /(?![\t\r\n\u007f-\u009f])\p{Cc}|\p{Cs}/u

/** Every option of every command, in a text of its own. */
const optionsOfCommands = async () => {
  const commands = await loadCommands()
  const called = fc
    .constantFrom(...commands.filter(({ hints }) => Object.keys(hints).length > 0))
    .chain(({ name, hints }) =>
      fc.tuple(
        fc.constant(name),
        fc.dictionary(fc.constantFrom(...Object.keys(hints)), texts(samples.values), { maxKeys: 6 }),
      ),
    )
  return defineEdge({
    name: 'options of commands',
    inputs: called,
    read([name, args]) {
      const command = commands.find((one) => one.name === name)
      if (command !== undefined) findFaults(command, args, Date.parse(now))
    },
    share: 40_000,
  })
}

function readPlace(text: string): void {
  for (const kinds of [new Map(), new Map(channelsMentionedIn(text).map((id) => [id, 'talk'] as const))]) {
    const read = readWhere(text, kinds)
    if (!('refused' in read) && Object.values(read).some((part) => part === ''))
      throw new Error('It is nowhere')
  }
}

/** Shows a calendar and feeds in which people have written that text wherever they can. */
function showFeeds() {
  let at = Date.parse(now)
  const written = { text: '' }
  const routes = createFeedRoutes({
    publicUrl: 'https://grid.example.org',
    settings: { TRUST_PROXY: false },
    // Nobody asks too often.
    now: () => (at += 3_600_000),
    pages: {
      async readCalendar() {
        const { text } = written
        const times = { changedAt: now, start: now, end: now }
        const paper = { title: text, authors: [text], url: text }
        const where = { text, channel: text, link: text }
        const event = { uid: text, sequence: 1, ...times, paper, where, why: text, message: text } as const
        return {
          name: text,
          events: [
            { ...event, state: 'planned' },
            { ...event, state: 'cancelled', reason: text },
          ],
        }
      },
      readFeed: async () => ({ title: written.text, outcomes: [] }),
      readRecaps: async () => ({ title: written.text, recaps: [] }),
    },
  })
  return async (text: string): Promise<void> => {
    written.text = text
    for (const file of ['calendar.ics', 'recaps.atom', 'outcomes.atom']) {
      const response = await routes.request(`/feeds/token/${file}`, {}, { address: '127.0.0.1' })
      const content = await response.text()
      if (response.status !== 200) throw new Error(`Answered with ${response.status}`)
      if (unprintable.test(content)) throw new Error(`Not to be read: ${content}`)
      const lines = file.endsWith('.ics') ? content.split('\r\n') : []
      if (lines.some((line) => Buffer.byteLength(line) > maxOctets)) throw new Error('A line is too long')
    }
  }
}

/** What sessions of their own, calendars, feeds and the fuller ballot let people write. */
export const createNewerEdges = async () => [
  await optionsOfCommands(),
  defineEdge({ name: 'places to meet', inputs: texts(samples.places), read: readPlace, share: 40_000 }),
  defineEdge({
    name: 'calendars and feeds',
    inputs: texts(samples.places),
    read: showFeeds(),
    share: 20_000,
  }),
]
