import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { web } from '../../adapters/web/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { connectedInProcess as connectDiscord } from '../discord/open-discord.ts'
import { storyOf as storyOnDiscord } from '../discord/storyteller.ts'
import { token as discordToken } from '../platforms/discord/world.ts'
import { playgroundAt } from '../running.ts'
import { connectedInProcess as connectSlack } from '../slack/open-slack.ts'
import { storyOf as storyOnSlack } from '../slack/storyteller.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/** Stands in everything that is typed, and must stand in no log. */
const typed = 'Zq7Typed'
/** The people of the loopbacks, by the names that others see. */
const names = /\b(?:Ada|Ben|Cleo)\b/
const why = `It is ${typed} about what a system wants.`

/** What goes wrong on a platform, one after the other: a fault carries what was being sent. */
const troubles = [
  'refuse',
  { status: 500 },
  'lose',
  { status: 403 },
  { status: 400 },
  { status: 429, retryAfter: 1 },
] as const

/** @returns what goes wrong with the next requests that are meant; nothing once all has. */
function troubleWith<Args extends readonly string[]>(isMeant: (...args: Args) => boolean) {
  const left = [...troubles]
  return (...args: Args) => (isMeant(...args) ? left.shift() : undefined)
}

function expectSilence(log: readonly string[], secrets: readonly string[] = []): void {
  const said = log.join('\n')
  expect(said.toLowerCase()).not.toContain(typed.toLowerCase())
  expect(said).not.toMatch(names)
  for (const secret of secrets) expect(said).not.toContain(secret)
}

describe('what a whole run logs at level trace has no typed word, no name and no secret', () => {
  test('on Discord, also of what fails', async () => {
    const table = await connectDiscord({ LOG_LEVEL: 'trace' })
    const { discord, cruxgrid } = table
    const { people, rest, ada, ben, cleo } = discord
    const story = storyOnDiscord(table)
    await people.answered(people.slash(ada, 'poll', { paper: `A ${typed} paper`, note: `${typed} first` }))
    const board = await story.appears(`A ${typed} paper`)
    await people.answered(people.press(ben, 'Cog · Worst', board))
    const form = people.press(ben, 'Full ballot…', board)
    await people.answered(form)
    await people.answered(people.submit(ben, form, { why }))
    for (const words of [`close ${typed} unknown`, `${typed}`, `poll "${typed} in words" closes:${typed}`])
      people.mention(cleo, words)
    await people.suggest(cleo, 'results', 'paper', typed)
    const secrets = [discordToken]
    rest.makeTrouble(troubleWith((method) => method !== 'GET'))
    for (const [person, name, options] of [
      [ada, 'poll', { paper: `Another ${typed} paper` }],
      [ada, 'edit', { paper: `A ${typed} paper`, title: `${typed} renamed` }],
      [ben, 'results', { paper: `${typed} none` }],
      [cleo, 'explain', { topic: typed }],
      [ada, 'close', { paper: `${typed} renamed` }],
    ] as const)
      secrets.push(people.slash(person, name, options).token)
    secrets.push(people.press(cleo, 'Eng · Avg', board).token)
    await cruxgrid.end('SIGTERM')
    expect(cruxgrid.log.join()).toContain('"fault"')
    expectSilence(cruxgrid.log, secrets)
    await table[Symbol.asyncDispose]()
  })

  test('on Slack, also of what fails', async () => {
    const table = await connectSlack('socket', { LOG_LEVEL: 'trace' })
    const { slack, cruxgrid } = table
    const { home, people } = slack
    const story = storyOnSlack({ slack, workspace: home })
    const board = await story.opens(home.ada, `poll "A ${typed} paper" note:"${typed} first"`)
    await people.answered(people.press(home.ben, 'Cog · Worst', board))
    const form = await story.form(people.press(home.ben, 'Full ballot…', board))
    await people.answered(people.submit(home.ben, form, { why }))
    for (const words of [`close ${typed} unknown`, typed])
      await people.answered(people.mention(home.cleo, words))
    slack.makeTrouble(troubleWith((method: string) => /^chat\.|^views\.|^files\.|^response/.test(method)))
    for (const [person, words] of [
      [home.ada, `poll "Another ${typed} paper"`],
      [home.ada, `edit "A ${typed} paper" title:"${typed} renamed"`],
      [home.ben, `results ${typed} none`],
      [home.cleo, `explain ${typed}`],
    ] as const)
      people.slash(person, words)
    people.press(home.cleo, 'Eng · Avg', board)
    await cruxgrid.end('SIGTERM')
    const secrets = [home.bot.token, slack.appToken, slack.signingSecret]
    expect(cruxgrid.log.join()).toContain('"fault"')
    expectSilence(cruxgrid.log, secrets)
    await table[Symbol.asyncDispose]()
  })

  test('in the playground', async () => {
    await using directory = await temporaryDirectory()
    const cruxgrid = await openInProcess(web, join(directory.path, 'x.db'), { LOG_LEVEL: 'trace' })
    const { say, call, join: addPerson } = playgroundAt(cruxgrid.address)
    const here = { person: 'web:ada', channel: 'reading-group' }
    await addPerson(`${typed} Lovelace`)
    for (const words of [
      `/grid poll "A ${typed} paper" note:"${typed} first"`,
      `/grid close ${typed} unknown`,
      `/grid ${typed}`,
      `/grid explain ${typed}`,
      `${typed} in the chat`,
    ])
      await say(here, words)
    await call(here, { command: 'cast', args: { poll: typed, approach: '1', case: '1', why } })
    await fetch(`${cruxgrid.address}/api/${typed}?person=${typed}`)
    await cruxgrid.end('SIGTERM')
    expectSilence(cruxgrid.log)
  })
})
