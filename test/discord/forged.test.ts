// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ComponentType } from 'discord.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '../platforms/discord/world.ts'
import { repeats } from '../repeats.ts'
import type { Running } from '../running.ts'
import { seeded } from '../seeded.ts'
import { type Connected, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const title = 'A paper for forgers'

describe('what is forged, stale or malformed', () => {
  let table: Connected<Running>
  let story: ReturnType<typeof storyOf>
  let board: Sent
  let poll: string

  beforeAll(async () => {
    table = await connectedInProcess()
    story = storyOf(table)
    const { people, ada } = table.discord
    await people.answered(people.slash(ada, 'poll', { paper: title }))
    const [only] = story.posted()
    if (only === undefined) throw new Error('Nothing was posted')
    board = only
    poll = /poll=(p_\w+)/.exec(JSON.stringify(board.components))?.[1] ?? ''
  })
  afterAll(() => table[Symbol.asyncDispose]())

  const isAlive = async () => {
    const { discord } = table
    expect(await story.told(discord.people.slash(discord.ben, 'results', { paper: title }))).toContain(
      'No votes yet.',
    )
    expect(table.cruxgrid.log.filter((line) => /nhandled|"level":60/.test(line))).toEqual([])
    story.isClean()
  }

  test.each([
    '',
    'vote',
    `vote?poll=p_aaaaaaaaaa&answer=8`,
    'form?id=00000000000000000000000000000000',
    '~AAAAAAAAAAAAAAAAAAAAAA',
    'vote?poll=%E0%A4%A&answer=8',
    'choose',
    `close?poll=x#2`,
    '__proto__?constructor=x',
    '\u0000',
    'x'.repeat(100),
  ])('control %j is refused politely', async (control) => {
    const { discord } = table
    const answered = discord.people.control(discord.ben, control, board)
    const told = await story.told(answered)
    expect(told).toMatch(/\w.*\./)
    expect(told).not.toContain('went wrong on my side')
    await isAlive()
  })

  test.each([
    { where: 'another server of the bot', isMember: true, expected: /^(?!.*Your vote:)\w.*\./s },
    { where: 'a server that the bot is no member of', isMember: false, expected: /not a member/ },
  ])('a control of a poll here is refused in $where, and changes nothing', async ({ isMember, expected }) => {
    const { discord } = table
    const server = isMember ? '200000000000000002' : '999000000000000001'
    if (isMember)
      discord.gateway.send('GUILD_CREATE', { ...discord.world.guild(server), channels: [], threads: [] })
    const told = await story.told(
      discord.people.controlElsewhere(discord.ben, `vote?poll=${poll}&answer=8`, board, server),
    )
    expect(told).toMatch(expected)
    if (isMember) expect(told).not.toContain('not a member')
    await isAlive()
  })

  test('a button of a deleted poll says that it is gone', async () => {
    const { discord } = table
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'To be deleted' }))
    const other = await story.appears('To be deleted')
    const stale = { ...other, components: structuredClone(other.components) }
    await story.told(discord.people.slash(discord.ada, 'delete', { paper: 'To be deleted' }))
    const note = story.note(discord.ada)
    const yes = /\[([^\]]*[Dd]elete[^\]]*)\]/.exec(discord.textOf(note))?.[1] ?? ''
    await discord.people.answered(discord.people.press(discord.ada, yes, note))
    const told = await story.told(discord.people.press(discord.ben, 'Cog · Worst', stale))
    expect(told).toMatch(/\w.*\./)
    expect(told).not.toContain('Your vote:')
    await isAlive()
  })

  test.each([
    { what: 'without its fields', components: [] },
    {
      what: 'with a field that nobody asked for',
      components: [{ type: ComponentType.TextInput, custom_id: 'rank', value: 'admin' }],
    },
    {
      what: 'with a field of another kind',
      components: [{ type: ComponentType.TextInput, custom_id: 'approach', value: 'seven' }],
    },
    {
      what: 'with an answer that isn’t offered',
      components: [{ type: ComponentType.RadioGroup, custom_id: 'approach', value: '9' }],
    },
  ])('a form $what says what to mend', async ({ components }) => {
    const { discord } = table
    const asked = discord.people.press(discord.cleo, 'Full ballot…', board)
    await discord.people.answered(asked)
    const told = await story.told(discord.people.submitRaw(discord.cleo, asked, components))
    expect(told).toContain('Fix and resend…')
    await isAlive()
  })

  const seed = 77
  test(`malformed interactions leave everything as it was, seed ${seed}`, async () => {
    const { discord } = table
    const random = seeded(seed)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
    const letters = [...'abcdefgh?&=%#~_.:/\\0123456789 é漢😀\u0000\u202e']
    const word = (most: number) =>
      Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(letters)).join('')
    const verbs = [
      'vote',
      'cast',
      'close',
      'form',
      'more',
      'delete',
      'settings-save',
      'amend',
      'choose',
      'remark',
      '~',
    ]
    const customId = () =>
      pick([
        () => word(90),
        () => `${pick(verbs)}?poll=${poll}&${word(20)}=${word(20)}`,
        () => `${pick(verbs)}?poll=${word(12)}&answer=${word(3)}`,
        () => `${pick(verbs)}${word(60)}`,
      ])().slice(0, 100)
    const asked = Array.from({ length: repeats(100, 1000) }, () => {
      const person = pick([discord.ben, discord.cleo])
      return pick([
        () => discord.people.control(person, customId(), board),
        () => discord.people.choose(person, customId(), [customId()], board),
        () =>
          discord.people.submitAs(person, customId(), [
            { type: pick([3, 4, 5, 21, 23]), custom_id: word(20), value: word(50), values: [word(5)] },
          ]),
      ])()
    })
    await Promise.all(asked.map(discord.people.answered))
    await isAlive()
  })
})
