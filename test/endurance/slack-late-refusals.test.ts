import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createAdapter } from '../../adapters/slack/connect.ts'
import { readSettings } from '../../adapters/slack/setup/settings.ts'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import type { Bot } from '../../src/bot/bot.ts'
import { toLimits } from '../../src/config.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import { systemClock } from '../../src/time/clock.ts'
import { joinedRows } from '../anonymity/joined-rows.ts'
import { offlinePapers } from '../paper/offline.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import type { OpenView } from '../platforms/slack/world.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { inputOf, storyOf } from '../slack/storyteller.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/**
 * Cruxgrid in the test's process, connected to a loopback Slack.
 *
 * @param late The command that is answered only once its form has been acknowledged.
 */
async function openSlack(late: string) {
  let isAcknowledged = () => true
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const settings = readSettings(settingsFor(slack, 'socket'))
  if (settings === undefined) throw new Error('Slack is not configured')
  const database = `${directory.path}/slack.db`
  const store = await openStore(`sqlite:${database}`)
  const log = pino({ level: 'silent' })
  const pictures = createPngRenderer()
  const { port } = createAdapter(settings, { store, log, metrics: createMetrics(), pictures, drainMs: 5000 })
  const start = (bot: Bot) =>
    port.start({
      ...bot,
      async handle(call, caller) {
        if (call.command === late) await slack.until(() => isAcknowledged())
        return bot.handle(call, caller)
      },
    })
  const app = createApp({
    metrics: createMetrics(),
    store,
    papers: offlinePapers(store),
    ports: [{ ...port, start }],
    commands: await loadCommands(),
    clock: systemClock,
    log,
    pageOf: (poll) => `https://slack.example/p/${poll}`,
    limits: toLimits({ LIMITS: 'off' }),
  })
  await app.start()
  await slack.sockets.waitFor(2)
  const { people, home } = slack
  const story = storyOf({ slack, workspace: home })
  return {
    slack,
    story,
    database,
    /** Ben sends a form. @returns the form that the refusal offers him to mend. */
    async mend(form: OpenView, values: Readonly<Record<string, string>>): Promise<OpenView> {
      const sending = people.submit(home.ben, form, values)
      isAcknowledged = () => sending.ackedAt !== undefined
      await story.told(sending)
      expect(form.isOpen).toBe(false)
      return story.form(people.press(home.ben, 'Fix and resend…', story.note(home.ben)))
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await slack.close()
      await pictures.close()
      await store.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

test('a form of a two-word command that is refused after its acknowledgement opens again with every field as it was sent', async () => {
  await using table = await openSlack('reading-add')
  const { slack, story, mend } = table
  const { people, home } = slack
  const values = { paper: 'arxiv.org/abs/2312.06942', why: '?', on: '2027-01-20', group: 'Thursday readers' }

  await people.answered(people.slash(home.ben, 'help reading add'))
  const form = await story.form(people.press(home.ben, 'Open the form…', story.note(home.ben)))
  const again = await mend(form, values)
  expect(slack.textOf(story.note(home.ben))).toContain('A reason has 3 to 300 characters.')
  expect(again.blocks.map(({ block_id }) => block_id)).toEqual(form.blocks.map(({ block_id }) => block_id))
  for (const [name, value] of Object.entries(values))
    expect(JSON.stringify(inputOf(again, name))).toContain(JSON.stringify(value))
})

test('the form of an anonymous ballot says who can see the vote and the reason when it opens again, too', async () => {
  await using table = await openSlack('cast')
  const { slack, story, mend } = table
  const { people, home } = slack
  const introOf = ({ blocks: [first] }: OpenView) =>
    first?.type === 'section' ? first.text?.text : undefined

  const board = await story.opens(home.ada, 'poll Risks from Learned Optimization anonymous')
  const form = await story.form(people.press(home.ben, 'Full ballot…', board))
  expect(introOf(form)).toContain('Nobody here can see that this vote is yours')
  const notesOf = ({ blocks }: OpenView) =>
    blocks.flatMap((block) =>
      block.type === 'input' && block.hint ? [[block.block_id, block.hint.text]] : [],
    )
  expect(Object.fromEntries(notesOf(form))).toMatchObject({
    why: 'What in the paper made you choose this? Shown without your name. How you write can give you away.',
  })
  const again = await mend(form, { why: 'I have not placed it.' })
  expect(introOf(again)).toBe(introOf(form))
  expect(notesOf(again)).toEqual(notesOf(form))
})

test('no record joins a person and an anonymous ballot: pressed, filled in, or refused late', async () => {
  await using table = await openSlack('cast')
  const { slack, story, mend, database } = table
  const { people, home } = slack
  const joined = () => joinedRows(database, home.ben.id)
  const forms = () => rowsOf(database).filter((row) => row.startsWith('slack-form '))

  const board = await story.opens(home.ada, 'poll Risks from Learned Optimization anonymous')
  await people.answered(people.press(home.ben, 'Cog · Worst', board))
  expect(joined()).toEqual([])
  const why = 'Zq7words that were refused late'
  const form = await story.form(people.press(home.ben, 'Full ballot…', board))
  const again = await mend(form, { case: '', why })
  expect(JSON.stringify(inputOf(again, 'why'))).toContain(why)
  expect(forms()).toHaveLength(1)
  expect(joined()).toEqual([])
  const third = await mend(again, { case: '', why: `${why}, twice` })
  expect(forms()).toHaveLength(1)
  expect(await story.told(people.submit(home.ben, third, { case: '1' }))).toContain(`${why}, twice`)
  expect(forms()).toEqual([])
  expect(joined()).toEqual([])
  expect(rowsOf(database).some((row) => row.startsWith('ballot/') && row.includes(why))).toBe(true)
})
