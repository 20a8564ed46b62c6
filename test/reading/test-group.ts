import type { Message } from '../../src/chat/message.ts'
import type { AudiencePort } from '../../src/chat/port.ts'
import { type Calendar, latest, type Said, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

/** Sessions begin on the hour, and what they do falls on the half hour at the earliest, later than 14:00 in all stories. */
const halfHourMs = 30 * 60_000
const quietUntilMs = 14 * 3_600_000
const dayMs = 24 * 3_600_000

/** The next moment at which something may fall due. */
function nextBusy(now: number): number {
  const next = Math.floor(now / halfHourMs + 1) * halfHourMs
  const morning = next - (next % dayMs) + quietUntilMs
  return Math.max(next, morning)
}

/** A reading group at the table, which meets on Wednesdays at 17:00. Ada manages it; time goes on in small steps. */
export async function withGroup({
  rule = 'wed 17:00 UTC',
  ...options
}: {
  rule?: string
  at?: string
  database?: string
  calendar?: Calendar
  limits?: 'on' | 'off'
  publicUrl?: string
  linkTo?: (message: Message) => Promise<string>
  audiences?: AudiencePort
} = {}) {
  const table = await startTestBot(options)
  const ada = table.as('Ada', 'manager')
  const proposal = await ada.type(`reading schedule ${rule}`)
  await ada.press(proposal, 'Confirm')
  const board = table.last()
  return { ...onTestBot(table), ada, ben: table.as('Ben'), cleo: table.as('Cleo'), board }
}

/** What a group's story needs of a table. */
export function onTestBot(table: TestBot) {
  const says = (one: Said, words: string) => textOf(latest(one)).includes(words)
  return {
    table,
    /** Lets time go on to a moment, with everything that falls due on the way. */
    async goTo(moment: string): Promise<void> {
      const end = Date.parse(moment)
      await table.quiet()
      while (table.clock.now() < end) {
        const now = table.clock.now()
        table.clock.advance(Math.min(nextBusy(now), end) - now)
        await table.quiet()
      }
    },
    /** Time goes on, and nobody is there to do anything. */
    sleepTo(moment: string): void {
      table.clock.advance(Date.parse(moment) - table.clock.now())
    },
    posts: (words: string): readonly Said[] => table.said.filter((one) => says(one, words)),
    /** The one message that says so. */
    post(words: string): Said {
      const found = table.said.filter((one) => says(one, words))
      const [one] = found
      if (one === undefined || found.length > 1)
        throw new Error(
          `${found.length} messages say “${words}” among:\n${table.said.map((one) => textOf(latest(one)).slice(0, 80)).join('\n')}`,
        )
      return one
    },
    told: (name: string): readonly string[] =>
      table.told.filter(({ person }) => person === `table:${name}`).map(({ view }) => textOf(view)),
    read: (one: Said): string => textOf(latest(one)),
    wordsOf,
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}
