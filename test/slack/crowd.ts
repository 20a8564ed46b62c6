import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { startCruxgrid } from '../running.ts'
import { eventsOf, type Mode, settingsFor } from './open-slack.ts'
import { editsOf, gapsOf, pictureOn, readers, type Seated, seated, seatedInProcess } from './table.ts'

const wave = 60
/** So many press twice, and for so many Slack delivers the press twice. */
const changing = 10
/** A little less than the 3 s of the bot: timers and clocks differ by some ms. */
const paceMs = 2900

const Export = z.object({
  rounds: z.tuple([z.object({ ballots: z.array(z.object({ voter: z.object({ id: z.string() }) })) })]),
})

/** A day as Slack has them. */
interface Day {
  readonly where: string
  readonly mode: Mode
  readonly processes?: number
  /** What goes wrong from before the first press. @returns how to let it go right again. */
  readonly worsen?: (slack: Slack) => () => void
  /** Whether the words are there before the picture is. */
  readonly isWithoutPicture?: boolean
}

const isUpload = (method: string) => method === 'upload' || method === 'files.getUploadURLExternal'

const days: readonly Day[] = [
  { where: 'on a good day, over sockets', mode: 'socket' },
  { where: 'on a good day, over HTTP', mode: 'http' },
  { where: 'by two processes, over HTTP', mode: 'http', processes: 2 },
  {
    where: 'by two processes, one of them slow',
    mode: 'http',
    processes: 2,
    worsen(slack) {
      let uploads = 0
      slack.makeTrouble((method) => (method === 'upload' && uploads++ === 0 ? { wait: 4000 } : undefined))
      return () => {}
    },
  },
  {
    where: 'while nothing can be uploaded',
    mode: 'socket',
    isWithoutPicture: true,
    worsen(slack) {
      slack.makeTrouble((method) => (isUpload(method) ? { status: 500 } : undefined))
      return () => slack.makeTrouble(() => undefined)
    },
  },
  {
    where: 'while no picture gets ready',
    mode: 'http',
    isWithoutPicture: true,
    worsen(slack) {
      const usual = slack.fileReadyAfter
      slack.fileReadyAfter = Number.POSITIVE_INFINITY
      return () => {
        slack.fileReadyAfter = usual
      }
    },
  },
  {
    where: 'while every third call fails',
    mode: 'socket',
    worsen(slack) {
      let calls = 0
      slack.makeTrouble(() => {
        calls += 1
        if (calls % 3 !== 0) return undefined
        return calls % 2 === 0 ? { status: 500 } : { status: 429, retryAfter: 1 }
      })
      return () => slack.makeTrouble(() => undefined)
    },
  },
]

/** What becomes of that many people who press within a second, an even number of them, on days of all kinds. */
export function crowdTests(presses: number): void {
  const allVotes = `${presses} votes`
  const engineers = (presses - changing) / 2

  test.for(days)('are all acknowledged, answered and counted once: $where', async (day) => {
    await using table = await seated(day.mode)
    const { slack, says, poll } = table
    const { people } = slack
    await using processes = await withMore(table, (day.processes ?? 1) - 1)
    const board = await poll('A paper for a crowd')
    await slack.until(() => pictureOn(board) !== undefined)
    const mend = day.worsen?.(slack)

    const voters = readers(table, presses)
    const first: Asked[] = []
    // One wave as soon as Slack has let go of the one before: it is one thread here, and has much to do itself.
    for (let start = 0; start < presses; start += wave) {
      const pressed = voters
        .slice(start, start + wave)
        .map((voter, i) => people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board))
      first.push(...pressed)
      await slack.until(() => pressed.every(isSettled))
    }
    const again = voters.slice(0, changing).map((voter) => people.press(voter, 'Cog · Worst', board))
    const repeated = first.slice(changing, 2 * changing).map(people.deliverAgain)
    const all = [...first, ...again, ...repeated]
    await slack.until(() => all.every(isSettled))
    expect(all.filter(({ failed }) => failed)).toHaveLength(0)
    await Promise.all([...first, ...again].map(people.answered))

    await says(board, allVotes)
    if (day.isWithoutPicture === true) expect(pictureOn(board)).not.toContain(allVotes)
    mend?.()
    await slack.until(() => pictureOn(board)?.includes(allVotes) === true)
    expect(slack.textOf(board)).toContain(`${engineers} Engineering × Average-case`)
    expect(slack.textOf(board)).toContain(`${presses - engineers} Cognitivist × Worst-case`)
    expect(await votersOf(table)).toHaveLength(presses)
    // Whatever is being edited still is edited before they end.
    await processes.end()
    expect(gapsOf(editsOf(table, board)).filter((gap) => gap < paceMs)).toEqual([])
    expect(slack.textOf(board)).toContain(allVotes)
  })

  test.each(['socket', 'http'] as const)(
    'are acknowledged before any of them is answered, by %s',
    async (mode) => {
      await using table = await seatedInProcess(mode)
      const { slack, poll, says } = table
      const { people } = slack
      const board = await poll('A paper for a crowd')
      await slack.until(() => pictureOn(board) !== undefined)
      const pressed: Asked[] = []
      // No call is answered before that: whoever acknowledged after one would wait for ever.
      slack.makeTrouble(() => ({ until: () => pressed.every(isSettled) }))
      pressed.push(...readers(table, presses).map((voter) => people.press(voter, 'Cog · Worst', board)))
      await Promise.all(pressed.map(people.answered))
      expect(pressed.filter(({ failed }) => failed)).toHaveLength(0)
      await says(board, allVotes)
    },
  )
}

/** Whether Slack knows what has become of it. */
const isSettled = ({ ackedAt, failed }: Asked) => ackedAt !== undefined || failed === true

/** All processes: that of the table, and more on the same database. */
async function withMore({ slack, cruxgrid, database }: Seated, count: number) {
  const others = await Promise.all(
    Array.from({ length: count }, () => startCruxgrid(database, settingsFor(slack, 'http'))),
  )
  const all = [cruxgrid, ...others]
  if (count > 0) slack.deliverBy({ kind: 'http', urls: all.map(eventsOf) })
  const end = async () => void (await Promise.all(all.map((one) => one.end('SIGTERM'))))
  return { end, [Symbol.asyncDispose]: end }
}

/** Whose ballots are kept, by what the bot hands out. */
async function votersOf({ slack: { people, home } }: Seated): Promise<readonly string[]> {
  await people.answered(people.slash(home.ada, 'export json'))
  const file = [...home.files.values()].findLast(({ name }) => name.endsWith('.json'))
  const [round] = Export.parse(JSON.parse(String(file?.bytes))).rounds
  return [...new Set(round.ballots.map(({ voter }) => voter.id))]
}
