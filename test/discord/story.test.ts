import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const title = 'Risks from Learned Optimization'

describe('a reading group on Discord', () => {
  let table: Connected<Running>
  let story: ReturnType<typeof storyOf>
  let board: Sent

  beforeAll(async () => {
    table = await connectedInProcess()
    story = storyOf(table)
  })
  afterAll(() => table[Symbol.asyncDispose]())
  afterEach(() => story.isClean())

  test('commands are known before anybody types, with their options', () => {
    const grid = table.discord.rest.commands.find(({ name }) => name === 'grid')
    const names = grid?.options?.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'poll',
        'close',
        'reopen',
        'reveal',
        'revote',
        'results',
        'explain',
        'export',
        'settings',
        'help',
        'my-data',
        'forget-me',
      ]),
    )
    expect(names).toEqual([...new Set(names)])
    expect(table.discord.rest.commands.map(({ name }) => name)).toEqual([
      'grid',
      'Place this paper',
      'explain',
    ])
  })

  test('a poll is a message with facts, picture, tally as text and buttons', async () => {
    const { discord } = table
    await discord.people.answered(
      discord.people.slash(discord.ada, 'poll', { paper: title, note: 'For Wednesday' }),
    )
    const [only] = story.posted()
    if (only === undefined) throw new Error('Nothing was posted')
    board = only
    const text = discord.textOf(board)
    expect(text).toContain(title)
    expect(text).toContain('For Wednesday')
    expect(text).toContain('Round 1 · opened by @Ada · names are shown')
    expect(text).toContain('[Cog · Worst]')
    expect(text).toContain('[Full ballot…]')
    expect(text).toContain(`${title}, round 1, open: No votes yet.`)
    expect(board.attachments).toHaveLength(1)
    expect(board.attachments[0]?.size).toBeGreaterThan(10_000)
  })

  test('one press is a vote: its voter alone is told, and the board follows with another picture', async () => {
    const { discord } = table
    const before = board.attachments[0]?.name
    expect(await story.told(discord.people.press(discord.ben, 'Cog · Worst', board))).toContain(
      'Your vote: Cognitivist science × Worst-case',
    )
    await story.says(board, '1 Cognitivist × Worst-case')
    await discord.rest.until(() => board.attachments[0]?.name !== before)
    expect(board.attachments).toHaveLength(1)
    expect(story.posted()).toHaveLength(1)
  })

  test('a full ballot has radio buttons and text, and is filled in with what was answered', async () => {
    const { discord } = table
    const asked = discord.people.press(discord.ben, 'Full ballot…', board)
    await discord.people.answered(asked)
    expect(asked.form?.components.length).toBeLessThanOrEqual(5)
    const approach = asked.form?.components.find(
      ({ component }) => component?.custom_id === 'approach',
    )?.component
    expect(approach?.options?.find((option) => option.default)?.label).toContain('Cognitivist')
    const told = await story.told(
      discord.people.submit(discord.ben, asked, { why: 'It is about what a system wants.' }),
    )
    expect(told).toContain('It is about what a system wants.')
  })

  test('Neither, Unsure and Withdraw are answers too', async () => {
    const { discord } = table
    expect(await story.told(discord.people.press(discord.cleo, 'Neither (applications)', board))).toContain(
      'applications research (off the grid).',
    )
    await story.says(board, '1 applications research')
    expect(await story.told(discord.people.press(discord.cleo, 'Unsure', board))).toMatch(/unsure/i)
    await story.says(board, '1 unsure')
    await story.told(discord.people.press(discord.cleo, 'Withdraw', story.note(discord.cleo)))
    await story.says(board, 'Open · 1 vote')
  })

  test('results are for whoever asks, and can be shared', async () => {
    const { discord } = table
    expect(await story.told(discord.people.slash(discord.cleo, 'results'))).toContain('1 vote')
    await discord.people.answered(discord.people.press(discord.cleo, 'Share', story.note(discord.cleo)))
    const [, shared] = story.posted()
    expect(shared && discord.textOf(shared)).toMatch(/^Result of a poll in .* · shared by @Cleo$/m)
    expect(shared && discord.textOf(shared)).toContain('[Go to the poll]')
    expect(story.posted()).toHaveLength(2)
  })

  test('More… offers what this person may do, and a delete asks first', async () => {
    const { discord } = table
    expect(await story.told(discord.people.press(discord.cleo, 'More…', board))).not.toContain(
      '[Close round 1]',
    )
    expect(await story.told(discord.people.press(discord.ada, 'More…', board))).toContain('[Close round 1]')
    await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'Another one' }))
    const other = await story.appears('Another one')
    expect(await story.told(discord.people.slash(discord.ada, 'delete', { paper: 'Another one' }))).toMatch(
      /delete/i,
    )
    const note = story.note(discord.ada)
    const yes = /\[([^\]]*[Dd]elete[^\]]*)\]/.exec(discord.textOf(note))?.[1] ?? ''
    await discord.people.answered(discord.people.press(discord.ada, yes, note))
    await discord.rest.until(() => !discord.textOf(other).includes('[Cog · Worst]'))
  })

  test('closing posts the outcome in the thread of the poll, and a re-vote is compared with it', async () => {
    const { discord } = table
    await discord.people.answered(discord.people.slash(discord.ada, 'close', { paper: title }))
    const report = await story.appears('Round 1 is closed.', board.id)
    expect(discord.textOf(report)).toContain('It is about what a system wants.')
    expect(report.attachments).toHaveLength(1)
    await story.says(board, 'closed')
    await discord.people.answered(discord.people.press(discord.ada, 'New round', report))
    await story.says(board, 'Round 2')
    await story.told(discord.people.press(discord.ben, 'Eng · Avg', board))
    const note = story.note(discord.ben)
    const asked = discord.people.press(discord.ben, 'What moved you?', note)
    await discord.people.answered(asked)
    expect(await story.told(discord.people.submit(discord.ben, asked, { moved: 'Section 4' }))).toContain(
      'Section 4',
    )
    await story.told(discord.people.slash(discord.cleo, 'results', { paper: title }))
    expect(discord.textOf(story.note(discord.cleo))).toContain(
      'Only 1 person has voted in both rounds, too few to compare.',
    )
  })

  test('a blind poll tells how many have voted, until it is revealed', async () => {
    const { discord } = table
    await discord.people.answered(
      discord.people.slash(discord.ada, 'poll', { paper: 'A blind one', blind: true }),
    )
    const blind = await story.appears('A blind one')
    await story.told(discord.people.press(discord.ben, 'Eng · Worst', blind))
    await story.says(blind, '1 person has voted')
    expect(discord.textOf(blind)).not.toContain('Engineering × Worst-case')
    const asked = discord.people.slash(discord.ada, 'reveal', { paper: 'A blind one' })
    await story.confirms(discord.ada, asked, 'Reveal votes')
    await story.says(blind, 'Engineering × Worst-case')
  })

  test('a poll is edited, the data exported', async () => {
    const { discord } = table
    const edit = discord.people.slash(discord.ada, 'edit', { paper: 'A blind one' })
    await discord.people.answered(edit)
    await story.told(discord.people.submit(discord.ada, edit, { note: 'Bring questions' }))
    const blind = await story.appears('Bring questions')
    expect(discord.textOf(blind)).toContain('A blind one')
    await story.told(discord.people.slash(discord.ben, 'export', { paper: 'A blind one' }))
    expect(story.note(discord.ben).attachments.map(({ name }) => name)).toEqual([
      expect.stringMatching(/_\d+_\w+_\d{4}\.json$/),
    ])
    await story.told(discord.people.slash(discord.ben, 'my-data'))
    expect(story.note(discord.ben).attachments.map(({ name }) => name)).toEqual(['my-data.json'])
  })

  test('a topic is explained to whoever asks, in brief and whole, and to everyone once it is shared', async () => {
    const { discord } = table
    const { ben, cleo, people } = discord
    const before = story.posted().length
    const brief = await story.told(people.slash(ben, 'explain', { topic: 'AI control' }))
    expect(brief).toContain(
      'AI control. Arranging things so that AIs cannot cause a catastrophe even if they try to.\nWhere it sits: Behaviorist science × Worst-case (the essay).',
    )
    expect(story.note(ben).attachments).toHaveLength(0)
    const note = story.note(ben)
    expect(await story.told(people.press(ben, 'More', note))).toContain(
      'AI control: Behaviorist science × Worst-case on the 3×3 grid. Example: AI control.',
    )
    // The whole answer takes the place of the short one.
    expect(story.note(ben).id).toBe(note.id)
    expect(story.note(ben).attachments).toHaveLength(1)
    expect(story.posted()).toHaveLength(before)
    await people.answered(people.press(ben, 'Share', story.note(ben)))
    const shared = await story.appears('Explanation · shared by')
    expect(discord.textOf(shared)).toContain('AI control. Arranging things')
    expect(await story.told(people.press(cleo, 'Agent foundations', shared))).toContain(
      'Agent foundations. Theory of what agents',
    )
    expect(await story.told(people.slash(ben, 'explain', { topic: 'zzyzx' }))).toContain(
      "I don't know “zzyzx”. /grid explain alone lists every topic.",
    )
    expect(await story.told(people.slash(ben, 'explain'))).toContain('Topics without a cell')
    expect(story.posted()).toHaveLength(before + 1)
  })

  test('who is expected and hasn’t voted is reminded in a direct message, whoever asks for it', async () => {
    const { discord } = table
    const { ada, ben, cleo, people } = discord
    await people.answered(people.slash(ada, 'poll', { paper: 'Expected by two', expect: `<@${ben.id}>` }))
    const poll = await story.appears('Expected by two')
    const edit = people.slash(ada, 'edit', { paper: 'Expected by two' })
    await people.answered(edit)
    await people.answered(people.submit(ada, edit, { expect: `${ben.id},${cleo.id}` }))
    await story.told(discord.people.press(discord.ben, 'Cog · Avg', poll))
    await story.says(poll, '1 of 2')
    await story.told(discord.people.slash(discord.ada, 'remind', { paper: 'Expected by two' }))
    const direct = [...discord.rest.directs].find(([, person]) => person === discord.cleo.id)?.[0] ?? ''
    const reminder = await story.appears('Expected by two', direct)
    expect([...discord.rest.directs.values()]).not.toContain(discord.ben.id)

    const form = discord.people.press(discord.cleo, 'Full ballot…', reminder)
    await discord.people.answered(form)
    const voted = await story.told(discord.people.submit(discord.cleo, form, { approach: '2', case: '0' }))
    expect(voted).toContain('Your vote: Cognitivist science × Average-case')
    await story.says(poll, '2 of 2')
    const again = discord.people.press(discord.cleo, 'Full ballot…', story.note(discord.cleo))
    await discord.people.answered(again)
    expect(await story.told(discord.people.submit(discord.cleo, again, { case: '1' }))).toContain(
      'to Cognitivist science × Pessimistic-case.',
    )
  })

  test('settings are shown to all and changed by whoever manages the place, in two steps where they are many', async () => {
    const { discord } = table
    expect(await story.told(discord.people.slash(discord.ben, 'settings channel'))).not.toContain('[Change…]')
    expect(await story.told(discord.people.slash(discord.ada, 'settings channel'))).toContain(
      'Channel defaults',
    )
    const first = discord.people.press(discord.ada, 'Change…', story.note(discord.ada))
    await discord.people.answered(first)
    expect(first.form?.components).toHaveLength(5)
    expect(await story.told(discord.people.submit(discord.ada, first, { thread: 'open' }))).toContain(
      '[More questions…]',
    )
    expect(discord.textOf(story.note(discord.ada))).toContain('when the poll opens')
    const second = discord.people.press(discord.ada, 'More questions…', story.note(discord.ada))
    await discord.people.answered(second)
    expect(second.form?.components).toHaveLength(5)
    const told = await story.told(discord.people.submit(discord.ada, second, { language: 'de' }))
    expect(told).toContain('when the poll opens')
    expect(told).not.toContain('[More questions…]')
  })

  test('a thread to talk is opened with a poll where the settings say so', async () => {
    const { discord } = table
    await discord.people.answered(discord.people.slash(discord.cleo, 'poll', { paper: 'Talked about' }))
    const poll = await story.appears('Talked about')
    await discord.rest.until(() => discord.world.channels.has(poll.id))
    expect(discord.world.channels.get(poll.id)?.name).toBe('Talked about')
    await story.told(discord.people.press(discord.ben, 'Eng · Avg', poll))
    await discord.people.answered(discord.people.slash(discord.cleo, 'close', { paper: 'Talked about' }))
    await story.appears('Round 1 is closed.', poll.id)
  })

  test('a message of somebody’s becomes a poll by its menu', async () => {
    const { discord } = table
    const asked = discord.people.menu(
      discord.cleo,
      'Place this paper',
      'Shall we read https://arxiv.org/abs/2312.06942 next?',
    )
    await discord.people.answered(asked)
    await discord.people.answered(discord.people.submit(discord.cleo, asked, {}))
    const poll = await story.appears('2312.06942')
    expect(discord.textOf(poll)).toContain('[Cog · Worst]')
  })

  test('a mention opens a poll; what is for one alone waits behind a button', async () => {
    const { discord } = table
    discord.people.mention(discord.cleo, 'poll https://arxiv.org/abs/1706.03762')
    expect(discord.textOf(await story.appears('1706.03762'))).toContain('[Cog · Worst]')
    discord.people.mention(discord.cleo, 'settings')
    const offer = await story.appears('[Show me]')
    expect(await story.told(discord.people.press(discord.cleo, 'Show me', offer))).toContain(
      'Channel defaults',
    )
  })

  test('a mention that asks something is explained in its thread, in brief; More is for one alone', async () => {
    const { discord } = table
    const asked = discord.people.mention(discord.cleo, 'hey, what’s mech interp?')
    const answer = await story.appears('Mechanistic interpretability. ', asked)
    expect(discord.world.channels.get(asked)?.name).toBe('Mechanistic interpretability')
    expect(answer.attachments).toHaveLength(0)
    expect(discord.textOf(answer)).not.toContain('[Share]')
    expect(await story.told(discord.people.press(discord.ben, 'More', answer))).toContain(
      'Cognitivist science × Pessimistic-case on the 3×3 grid.',
    )
    const again = discord.people.mention(discord.cleo, 'what is AI control?', asked)
    await discord.rest.until(() =>
      story.posted(asked).some((sent) => discord.textOf(sent).includes('AI control. ')),
    )
    expect(discord.world.channels.has(again)).toBe(false)
  })

  test('what is not known is told only to the one whose mention asked it', async () => {
    const { discord } = table
    const before = story.posted().length
    discord.people.mention(discord.cleo, 'what is zzyzx?')
    await discord.rest.until(() => story.posted().length > before)
    const offer = story.posted()[before]
    if (offer === undefined) throw new Error('Nothing was offered')
    expect(await story.told(discord.people.press(discord.cleo, 'Show me', offer))).toContain(
      "I don't know “what is zzyzx?”.",
    )
    discord.people.mention(discord.cleo, 'you are great')
    await story.appears("I didn't understand that. To start a poll, paste a link")
  })

  test('papers that are open here are suggested while somebody types', async () => {
    const { discord } = table
    const found = await discord.people.suggest(discord.ben, 'close', 'paper', 'blind')
    expect(found.map(({ name }) => name)).toContainEqual(expect.stringContaining('A blind one'))
    const topics = await discord.people.suggest(discord.ben, 'explain', 'topic', 'control')
    expect(topics.map(({ name }) => name)).toContain('AI control')
  })
})
