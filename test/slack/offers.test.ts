import { expect, test } from 'vitest'
import { writeManifest } from '../../adapters/slack/setup/manifest.ts'
import { readExtras } from '../../adapters/slack/setup/settings.ts'
import type { Channel } from '../platforms/slack/entities.ts'
import { rowsOf } from '../store/rows.ts'
import { connectedInProcess } from './open-slack.ts'
import { inputOf, storyOf } from './storyteller.ts'

const [control, risks, rlhf] = [
  'https://arxiv.org/abs/2312.06942',
  'https://arxiv.org/pdf/1906.01820v3',
  'https://www.arxiv.org/abs/2204.05862',
]
const on = { SLACK_LINK_OFFERS: 'true' }

/** A Slack that tells of links to papers. @param env Of the bot, which may have been set up without. */
async function linking(env: Readonly<Record<string, string>> = on) {
  const table = await connectedInProcess('socket', env)
  const { slack, cruxgrid } = table
  const { home, people } = slack
  slack.setUp(writeManifest(undefined, readExtras(on)))
  const teller = storyOf({ slack, workspace: home })
  return {
    ...{ slack, home, people, teller, database: table.database },
    /** Posts a message with links, of which the bot has heard. */
    async share(...message: Parameters<typeof people.share>): Promise<void> {
      for (const told of people.share(...message)) await people.acknowledged(told)
    },
    /** An admin switches the offers of a channel on. */
    async switchOn(channel: Channel = home.general): Promise<void> {
      const form = await teller.form(people.slash(home.ada, 'settings offers:on', channel))
      const saved = await teller.told(people.submit(home.ada, form, {}))
      expect(saved).toContain('Offer to place linked papers')
    },
    /** Everything that was still under way is done. */
    end: () => cruxgrid.end('SIGTERM'),
    offers: () => [...home.messages.values()].filter((one) => slack.textOf(one).includes('on the grid?')),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      teller.isClean()
    },
  }
}

test('who posts a link to a paper is asked alone whether to place it, in the thread of a reply too', async () => {
  await using table = await linking()
  const { slack, home, people, teller } = table
  await table.switchOn()
  await table.share(home.ben, `A secret thought about ${control}`)
  const offer = await teller.hears(home.ben, 'Place “arXiv:2312.06942” on the grid?')
  expect(offer).toMatchObject({ channel: home.general.id, seenBy: home.ben.id, threadTs: undefined })
  expect(slack.textOf(offer)).toMatch(/Place it.*Not now.*Stop offering/s)
  expect(rowsOf(table.database).filter((row) => /secret thought|2312\.06942/.test(row))).toEqual([])

  const form = await teller.form(people.press(home.ben, 'Place it', offer))
  expect(inputOf(form, 'paper')).toMatchObject({ initial_value: control })
  await people.answered(people.submit(home.ben, form, {}))
  await teller.appears('2312.06942')

  const talk = people.say(home.cleo, 'Any others?')
  await table.share(home.cleo, `${control} is open, ${risks} isn’t`, { threadTs: talk.ts })
  const inThread = await teller.hears(home.cleo, 'arXiv:1906.01820')
  expect(inThread.threadTs).toBe(talk.ts)
  const second = await teller.form(people.press(home.cleo, 'Place it', inThread))
  expect(inputOf(second, 'paper')).toMatchObject({ initial_value: 'https://arxiv.org/abs/1906.01820' })

  await table.share(home.founder, rlhf)
  await table.share(home.ben, 'https://arxiv.org/abs/1606.06565')
  await table.end()
  expect(table.offers().map(({ seenBy }) => seenBy)).toEqual([home.ben.id, home.cleo.id])
  expect(slack.requests.map(({ method }) => method)).not.toContain('chat.unfurl')
})

test('nothing is offered to bots, in direct messages, or where the channel or the bot’s absence forbids it', async () => {
  await using table = await linking()
  const { slack, home, people, teller } = table
  const members = [home.ada, home.ben, home.cleo]
  const quiet = home.openChannel('quiet', { kind: 'public', members })
  const without = home.openChannel('without', { kind: 'public', members, hasBot: false })
  await table.switchOn()
  const app = home.join('Another app', { isBot: true })
  home.general.members.add(app.id)
  await table.share(app, control)
  await table.share(home.ben, control, { channel: quiet })
  await table.share(home.ben, control, { channel: without })
  await table.share(home.ben, control, { channel: home.directOf(home.ben) })
  await table.share(home.ben, 'https://arxiv.org/list/cs.AI/recent')
  await table.share(home.ben, 'https://openreview.net/')
  await teller.told(people.slash(home.cleo, 'settings'))
  expect(table.offers()).toEqual([])
  await table.share(home.ben, control)
  const offer = await teller.hears(home.ben, 'Place “arXiv:2312.06942” on the grid?')
  expect(await teller.told(people.press(home.ben, 'Stop offering', offer))).toContain(
    'Stopped offering to place the papers that you link.',
  )
  expect(slack.textOf(offer)).not.toContain('Place it')
  await table.end()
  expect(table.offers().filter((one) => one !== offer)).toEqual([])
})

test('without the operator’s switch there is nothing to switch on', async () => {
  await using table = await linking({})
  const { slack, home, people, teller } = table
  expect(await teller.told(people.slash(home.ada, 'settings'))).not.toContain('Offer')
  const form = await teller.form(people.slash(home.ada, 'settings offers:on'))
  expect(slack.textOf(form)).toContain('offers:on')
  expect(() => inputOf(form, 'offers')).toThrow()
  await table.share(home.ben, control)
  await table.end()
  expect(table.offers()).toEqual([])
})
