import { describe, expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Person } from '../platforms/slack/entities.ts'
import type { OpenView } from '../platforms/slack/world.ts'
import { clientOf } from './platform/clients.ts'
import { actionOf } from './storyteller.ts'
import { seatedInProcess } from './table.ts'

const [updateMs, dayMs] = [5000, 86_400_000]

/** A poll in #general, and people who look at their App Home. Time stands still. */
async function withHomes() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await seatedInProcess('socket', {}, clock)
  const { slack, poll } = table
  const { home, people } = slack
  const board = await poll('A paper')
  return {
    ...table,
    ...{ clock, home, people, board },
    /** Opens somebody's App Home. */
    async open(person: Person): Promise<OpenView> {
      const looking = people.openHome(person)
      await people.answered(looking)
      if (looking.view === undefined) throw new Error('No home is shown')
      return looking.view
    },
    callsOf: (called: string) => slack.requests.filter(({ method }) => method === called).length,
  }
}

const typesOf = ({ blocks }: Pick<OpenView, 'blocks'>) => new Set(blocks.map(({ type }) => type))

describe('a poll in the App Home', () => {
  test('is a card that leads to its message and can be pressed', async () => {
    await using table = await withHomes()
    const { slack, home, people, board, open, told } = table
    const shown = await open(home.ben)
    const at = { channel: board.channel, message_ts: board.ts }
    const { permalink } = await clientOf(slack).chat.getPermalink(at)
    expect(shown.blocks.find(({ type }) => type === 'card')).toMatchObject({
      title: { text: `<${permalink}|A paper>` },
      subtitle: {
        text: expect.stringMatching(`^<#${home.general.id}> · Open · nobody has voted yet · closes `),
      },
      body: { text: "You haven't voted." },
    })
    expect(slack.textOf(shown)).toContain('Waiting for you\nA paper\n')
    const pressed = people.pressRaw(home.ben, actionOf(shown, 'Full report', 'A paper'), shown)
    expect(await told(pressed)).toContain('No votes yet.')
  })

  test('is shown again when the person’s own vote changes something, at most once in five seconds', async () => {
    await using table = await withHomes()
    const { slack, clock, home, people, board, open, told, callsOf } = table
    const press = (person: Person, label: string) => told(people.press(person, label, board))
    const shown = await open(home.ben)
    await press(home.ben, 'Eng · Avg')
    await press(home.ben, 'Cog · Worst')
    expect(callsOf('views.publish')).toBe(1)
    clock.advance(updateMs)
    await slack.until(() => slack.textOf(shown).includes('You voted: Cognitivist science × Worst-case.'))
    expect(slack.textOf(shown)).toContain('Open\nA paper\n')
    // Neither the same vote again nor somebody else's is news in it.
    clock.advance(updateMs)
    await press(home.ben, 'Cog · Worst')
    await press(home.cleo, 'Eng · Avg')
    clock.advance(updateMs)
    await told(people.press(home.ben, 'Withdraw', table.note(home.ben)))
    clock.advance(updateMs)
    await slack.until(() => slack.textOf(shown).includes("You haven't voted."))
    expect(callsOf('views.publish')).toBe(3)
    expect(slack.textOf(shown)).toContain('1 vote')
  })
})

describe('a workspace without cards', () => {
  test.each([
    ['that says so', 'invalid_blocks'],
    ['that says only that something is wrong', 'invalid_arguments'],
  ])('%s, is shown sections, and is asked again a day later', async (_, error) => {
    await using table = await withHomes()
    const { slack, clock, home, people, open, told, callsOf } = table
    const hasCards = ({ view }: Readonly<Record<string, unknown>>) => JSON.stringify(view).includes('card')
    slack.makeTrouble((method, args) =>
      method === 'views.publish' && hasCards(args) ? { error } : undefined,
    )
    const shown = await open(home.ben)
    expect(typesOf(shown)).not.toContain('card')
    expect(slack.textOf(shown)).toMatch(
      /Waiting for you\nA paper\n.* · Open · nobody has voted yet · closes .*\nYou haven't voted\.\n\[Full ballot…\] \[Full report\]/,
    )
    const pressed = people.pressRaw(home.ben, actionOf(shown, 'Full report', 'A paper'), shown)
    expect(await told(pressed)).toContain('No votes yet.')
    expect(callsOf('views.publish')).toBe(2)
    await open(home.cleo)
    expect(callsOf('views.publish')).toBe(3)
    slack.makeTrouble(() => undefined)
    clock.advance(dayMs + 1)
    expect(typesOf(await open(home.ben))).toContain('card')
  })
})

describe('the tables of a full report', () => {
  test('have pages; where Slack doesn’t know those they are simpler, or told in lines, for a day', async () => {
    await using table = await withHomes()
    const { slack, clock, home, people, board, told, note, callsOf } = table
    await told(people.press(home.ben, 'Cog · Worst', board))
    async function results() {
      const before = callsOf('response')
      const words = await told(people.slash(home.cleo, 'results'))
      expect(words).toMatch(/Cognitivist science\D+0\D+0\D+1/)
      return { types: typesOf(note(home.cleo)), tries: callsOf('response') - before }
    }
    const first = await results()
    expect(first).toMatchObject({ tries: 1 })
    expect(first.types).toContain('data_table')

    slack.refuseBlockTypes.add('data_table')
    const simpler = await results()
    expect(simpler).toMatchObject({ tries: 2 })
    expect(simpler.types).toContain('table')
    expect(await results()).toMatchObject({ tries: 1, types: simpler.types })

    slack.refuseBlockTypes.add('table')
    const lines = await results()
    expect(lines).toMatchObject({ tries: 2 })
    expect([...lines.types]).not.toContain('table')
    expect(await results()).toMatchObject({ tries: 1 })

    slack.refuseBlockTypes.clear()
    expect((await results()).types).not.toContain('data_table')
    clock.advance(dayMs + 1)
    expect((await results()).types).toContain('data_table')
  })
})
