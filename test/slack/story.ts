import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { botScopes } from '../../adapters/slack/setup/manifest.ts'
import { compileFaults } from '../platforms/slack/compiled.ts'
import type { Channel, ChannelKind, Person, Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Asked, Workspace } from '../platforms/slack/world.ts'
import { actionOf, inputOf, picturesIn, type Story, storyOf, type Table } from './storyteller.ts'

const title = 'Risks from Learned Optimization'
const reason = 'It is about what a system wants.'

const closedPlaces = [
  { kind: 'private', name: 'a-secret' },
  { kind: 'mpim', name: 'mpdm-ada--ben-1' },
] as const

/** What a reading group on Slack does, and what each of them sees. */
export function story(open: () => Table): void {
  let slack: Slack
  let people: Slack['people']
  let here: Workspace
  let teller: Story

  const closed = new Map<ChannelKind, Channel>()

  beforeAll(() => {
    const table = open()
    slack = table.slack
    people = slack.people
    here = table.workspace
    teller = storyOf(table)
    const { ada, ben } = here
    // A process remembers for ten seconds that somebody is not in a channel, so these are there from the start.
    for (const { kind, name } of closedPlaces)
      closed.set(kind, here.openChannel(name, { kind, creator: ada, members: [ada, ben] }))
  })
  afterEach(() => teller.isClean())

  /** What only controls say: an explanation for one alone, asked for from the bot's last words to them. */
  async function explainsAlone(person: Person, channel?: Channel): Promise<Asked> {
    await teller.told(people.slash(person, 'frobnicate', channel))
    const note = teller.note(person)
    const help = actionOf(note, 'Help')
    return people.pressRaw(person, { ...help, value: 'explain?topic=AI+control&private=yes' }, note)
  }

  describe('a poll', () => {
    let board: Sent
    let blind: Sent

    test('/grid alone says what can be done, and more about each command', async () => {
      const { ben } = here
      expect(await teller.told(people.slash(ben, ''))).toContain('What I can do')
      const note = teller.note(ben)
      expect(await teller.told(people.press(ben, 'poll', note))).toContain(
        '/grid poll https://arxiv.org/abs/2204.05862',
      )
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(ben, 'help explain'))).toContain('[Fill in…]')
      expect(await teller.told(people.slash(ben, 'sing me a song'))).toContain("I didn't understand that.")
    })

    test('is a message with facts and buttons at once, and with its picture a moment later', async () => {
      board = await teller.opens(here.ada, `poll ${title} note:For Wednesday`)
      const text = slack.textOf(board)
      expect(text).toContain(title)
      expect(text).toContain('For Wednesday')
      expect(text).toContain('[Cog · Pess] [Cog · Worst]')
      expect(text).toContain('[Full ballot…] [What do these mean?] [More…]')
      const sent = slack.requests.find(({ method }) => method === 'chat.postMessage')
      expect(JSON.stringify(sent?.args.blocks)).toContain(title)
      expect(JSON.stringify(sent?.args.blocks)).not.toContain('slack_file')
      await teller.says(board, `${title}, round 1, open: No votes yet.`)
      const [file] = teller.filesAbout(title)
      expect(file?.id).toBe(await teller.picture(board))
      expect(file?.length).toBeGreaterThan(10_000)
      expect(people.lastHeard(here.ada)).toBeUndefined()
    })

    test('one press is a vote: its voter alone is told, and the board follows with another picture', async () => {
      const { ada, ben } = here
      const before = await teller.picture(board)
      expect(await teller.told(people.press(ben, 'Cog · Worst', board))).toContain(
        'You: Cognitivist science × Worst-case',
      )
      await teller.says(board, '1 Cognitivist × Worst-case')
      expect(slack.textOf(board)).toContain('1 Cognitivist × Worst-case')
      const after = await teller.picture(board, before)
      await slack.until(() => teller.filesAbout(title).length === 1)
      expect(teller.filesAbout(title).map(({ id }) => id)).toEqual([after])
      expect(teller.posted()).toEqual([board])
      expect(people.lastHeard(ada)).toBeUndefined()
    })

    test('a full ballot has radio buttons and text, and is filled in with what was answered', async () => {
      const { ben } = here
      const form = await teller.form(people.press(ben, 'Full ballot…', board))
      expect(slack.textOf(form)).toContain(
        '[Engineering] [Behaviorist science] [Cognitivist science] [Unsure]',
      )
      expect(inputOf(form, 'approach')).toMatchObject({
        type: 'radio_buttons',
        initial_option: { text: { text: 'Cognitivist science' } },
      })
      expect(inputOf(form, 'why')).toMatchObject({ type: 'plain_text_input', multiline: true })
      const told = await teller.told(people.submit(ben, form, { why: reason, confidence: '4' }))
      expect(told).toContain(reason)
      expect(told).toContain('4 of 5')
      await slack.until(() => !form.isOpen)
      const again = await teller.form(people.press(ben, 'Full ballot…', board))
      expect(inputOf(again, 'why')).toMatchObject({ initial_value: reason })
      people.closeView(ben, again)
    })

    test('what is wrong with a ballot stands beside the field, and nothing typed is lost', async () => {
      const { cleo } = here
      const form = await teller.form(people.press(cleo, 'Full ballot…', board))
      const asked = people.submit(cleo, form, { approach: '0', why: 'Hm.' })
      await people.answered(asked)
      expect(asked.errors).toEqual({ case: expect.stringContaining('Choose a level, or Unsure.') })
      expect(form.isOpen).toBe(true)
      const told = await teller.told(people.submit(cleo, form, { approach: '0', case: 'unsure', why: 'Hm.' }))
      expect(told).toContain('You: Engineering')
      await slack.until(() => !form.isOpen)
    })

    test('Neither, Unsure and Withdraw are answers too, and a note is replaced where it was pressed', async () => {
      const { cleo } = here
      expect(await teller.told(people.press(cleo, 'Neither (applications)', board))).toContain(
        'Applications research.',
      )
      await teller.says(board, '1 applications research')
      expect(await teller.told(people.press(cleo, 'Unsure', board))).toMatch(/unsure/i)
      const note = teller.note(cleo)
      const notes = teller.notes(cleo)
      expect(await teller.told(people.press(cleo, 'Withdraw', note))).toContain('withdrawn')
      expect(teller.note(cleo)).toBe(note)
      expect(teller.notes(cleo)).toEqual(notes)
      await teller.says(board, 'Open · 1 vote')
    })

    test('results are for whoever asks, with the picture, and can be shared', async () => {
      const { cleo } = here
      const before = teller.posted().length
      expect(await teller.told(people.slash(cleo, `results ${title}`))).toContain('1 vote')
      const note = teller.note(cleo)
      expect(picturesIn(note.blocks)).toHaveLength(1)
      expect(teller.posted()).toHaveLength(before)
      await people.answered(people.press(cleo, 'Share', note))
      const [shared] = teller.posted().slice(before)
      if (shared === undefined) throw new Error('Nothing was shared')
      expect(slack.textOf(shared)).toContain('Result of a poll in')
      expect(picturesIn(shared.blocks)).toHaveLength(1)
    })

    test('More… offers what this person may do', async () => {
      const { ada, ben, cleo } = here
      expect(await teller.told(people.press(cleo, 'More…', board))).toContain('[Results] [Export]')
      expect(slack.textOf(teller.note(cleo))).not.toContain('[Close]')
      expect(await teller.told(people.press(ada, 'More…', board))).toContain('[Close]')
      expect(slack.textOf(teller.note(ada))).toContain('[Delete…]')
      expect(await teller.told(people.slash(ben, `close ${title}`))).toContain(
        "You can't close this poll here. Ask Ada or a manager to do it.",
      )
    })

    test('whoever made a channel may close the polls of others there', async () => {
      const { ben, cleo } = here
      const channel = here.openChannel('bens-room', { kind: 'public', creator: ben })
      const poll = await teller.opens(cleo, 'poll By Cleo', channel)
      expect(await teller.told(people.press(ben, 'More…', poll))).toContain('[Close]')
      const note = teller.note(ben)
      await people.answered(people.press(ben, 'Close', note))
      await teller.hears(ben, 'Round 1 on “By Cleo” is closed.')
      expect(teller.note(ben)).toBe(note)
      await teller.appears('Round 1 is closed.', { under: poll })
    })

    test('a delete asks first, and takes the picture along', async () => {
      const { ada } = here
      const other = await teller.opens(ada, 'poll Another one')
      await teller.picture(other)
      expect(await teller.told(people.slash(ada, 'delete Another one'))).toContain(
        'Delete the poll on “Another one” with 0 ballots?',
      )
      expect(slack.textOf(other)).toContain('[Cog · Worst]')
      const note = teller.note(ada)
      expect(await teller.told(people.press(ada, 'Delete 0 ballots', note))).toContain('is deleted')
      expect(teller.note(ada)).toBe(note)
      await teller.says(other, 'This poll and its votes were deleted')
      await slack.until(() => teller.filesAbout('Another one').length === 0)
      expect(slack.textOf(other)).not.toContain('[Cog · Worst]')
    })

    test('closing posts the outcome in its thread, and a re-vote tells who moved', async () => {
      const { ada, ben, cleo } = here
      people.slash(ada, `close ${title}`)
      await teller.hears(ada, 'is closed. The outcome is posted in its thread.')
      const report = await teller.appears('[New round] [Full report] [Export]', { under: board })
      expect(slack.textOf(report)).toContain(reason)
      expect(picturesIn(report.blocks)).toHaveLength(1)
      await teller.says(board, '· round 1 · ')
      expect(slack.textOf(board)).not.toContain('[Cog · Worst]')
      await teller.told(people.press(ada, 'New round', report))
      await teller.hears(ada, 'Round 2')
      expect(teller.note(ada).threadTs).toBe(board.ts)
      await teller.says(board, 'Round 2 · opened by')
      expect(await teller.told(people.press(ben, 'Eng · Avg', board))).toContain('[What moved you?]')
      const note = teller.note(ben)
      const form = await teller.form(people.press(ben, 'What moved you?', note))
      expect(await teller.told(people.submit(ben, form, { moved: 'Section 4' }))).toContain('Section 4')
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(cleo, `results ${title}`))).toContain(
        'Ben moved from Cognitivist × Worst-case to Engineering × Average-case.',
      )
    })

    test('a blind one tells how many have voted, until it is revealed', async () => {
      const { ada, ben } = here
      blind = await teller.opens(ada, 'poll A blind one blind')
      expect(slack.textOf(blind)).toContain('Open, votes hidden')
      await teller.told(people.press(ben, 'Eng · Worst', blind))
      await teller.says(blind, '1 person has voted')
      expect(slack.textOf(blind)).not.toContain('Engineering × Worst-case')
      expect(await teller.told(people.slash(ada, 'results A blind one'))).not.toContain('Worst-case')
      await teller.told(people.slash(ada, 'export A blind one'))
      const [file] = teller.filesFor(ada)
      expect(file?.bytes?.toString()).toContain('A blind one')
      expect(file?.bytes?.toString()).not.toContain('"row"')
      await people.answered(people.slash(ada, 'reveal A blind one'))
      await teller.says(blind, 'Engineering × Worst-case')
    })

    test('is edited in a form', async () => {
      const { ada } = here
      const form = await teller.form(people.slash(ada, 'edit A blind one'))
      expect(inputOf(form, 'title')).toMatchObject({ initial_value: 'A blind one' })
      const asked = people.submit(ada, form, { closes: 'someday' })
      await people.answered(asked)
      expect(Object.values(asked.errors ?? {})).toEqual([
        expect.stringContaining("I can't read “someday” as a time."),
      ])
      await teller.told(people.submit(ada, form, { note: 'Bring questions', closes: '3d' }))
      await teller.hears(ada, 'The poll on “A blind one” is changed.')
      await teller.says(blind, 'Bring questions')
      expect(slack.textOf(blind)).toContain('A blind one')
      expect(slack.textOf(blind)).toMatch(/ · closes \w{3} .* \(London\), /)
    })

    test('who is expected and hasn’t voted is reminded in a direct message', async () => {
      const { ada, ben, cleo } = here
      const poll = await teller.opens(
        ada,
        `poll Expected by two expect:${people.at(ben)} ${people.at(cleo)} closes:24h`,
      )
      await teller.told(people.press(ben, 'Cog · Avg', poll))
      await teller.says(poll, '1 of 2')
      await people.answered(people.slash(ada, 'remind Expected by two'))
      await teller.hears(ada, '1 person was reminded.')
      const reminder = await teller.appears('Your vote on this paper is expected', {
        channel: here.directOf(cleo),
      })
      expect(slack.textOf(reminder)).toContain('Expected by two')
      expect(teller.posted(here.directOf(ben))).toEqual([])
      const form = await teller.form(people.press(cleo, 'Full ballot…', reminder))
      expect(await teller.told(people.submit(cleo, form, { approach: '1', case: '1' }))).toContain(
        'You: Behaviorist science × Pessimistic-case',
      )
      const again = await teller.form(people.press(cleo, 'Full ballot…', teller.note(cleo)))
      expect(inputOf(again, 'approach')).toMatchObject({ initial_option: { value: '1' } })
      await teller.says(poll, '2 of 2')
    })

    test('who is expected has to be mentioned', async () => {
      const { ada } = here
      expect(await teller.told(people.slash(ada, 'poll Whoever comes expect:ben'))).toContain(
        "I don't know who “ben” is. Mention people: @ada @ben.",
      )
      expect(
        await teller.told(people.slash(ada, 'poll Whoever comes expect:<!subteam^S0GROUP1|@readers>')),
      ).toContain("I can't see who is in that group.")
    })
  })

  describe('whoever asks', () => {
    test('has a topic explained, with a picture', async () => {
      const { ben } = here
      expect(await teller.told(await explainsAlone(ben))).toContain(
        'Behaviorist science × Worst-case lit on the 3×3 grid; example: AI control.',
      )
      expect(picturesIn(teller.note(ben).blocks)).toHaveLength(1)
      expect(await teller.told(people.slash(ben, 'explain'))).toContain('Topics without a cell')
      expect(await teller.told(people.slash(ben, 'explain zzyzx'))).toContain("I don't know that one.")
    })

    test('has a topic explained to everyone in the channel, and goes on alone', async () => {
      const { ben, cleo } = here
      await people.answered(people.slash(ben, 'explain scalable oversight vs agent foundations'))
      const compared = await teller.appears('Scalable oversight vs Agent foundations')
      await slack.until(() => picturesIn(compared.blocks).length === 1)
      const before = teller.posted().length
      await teller.told(people.press(cleo, 'Scalable oversight', compared))
      expect(
        await teller.told(people.press(cleo, 'What would make it Worst-case?', teller.note(cleo))),
      ).toContain('it moves right to AI control')
      expect(teller.posted()).toHaveLength(before)
    })

    test('is handed files in direct messages', async () => {
      const { ada, ben } = here
      expect(await teller.told(people.slash(ben, `export ${title}`))).toMatch(
        /p_\w+\.json is in our direct messages\./,
      )
      await teller.told(people.slash(ben, `export ${title} csv`))
      await teller.told(people.slash(ben, 'my-data'))
      const [json, csv, mine] = teller.filesFor(ben)
      expect(json?.bytes?.toString()).toContain('"movedBy": "Section 4"')
      expect(csv?.name).toMatch(/^p_\w+\.csv$/)
      expect(csv?.bytes?.toString()).toContain('Section 4')
      expect(mine?.name).toBe('my-data.json')
      expect(mine?.bytes?.toString()).toContain(here.id)
      expect(await teller.told(people.slash(ben, 'export all'))).toContain(
        "You can't export everything here.",
      )
      expect(await teller.told(people.slash(ada, 'export all'))).toContain(
        'cruxgrid-polls.jsonl is in our direct messages.',
      )
    })

    test('fills in a command in a form, where papers and topics are suggested', async () => {
      const { ben } = here
      await teller.told(people.slash(ben, 'help results'))
      const results = await teller.form(people.press(ben, 'Fill in…', teller.note(ben)))
      const papers = people.suggest(ben, results, 'paper', 'blind')
      await people.answered(papers)
      expect(papers.options?.map(({ text }) => text.text)).toEqual(['A blind one'])
      const told = await teller.told(people.submit(ben, results, { paper: 'A blind one' }, papers.options))
      expect(told).toContain('Engineering × Worst-case')
      await teller.told(people.slash(ben, 'help explain'))
      const explain = await teller.form(people.press(ben, 'Fill in…', teller.note(ben)))
      const topics = people.suggest(ben, explain, 'topic', 'control')
      await people.answered(topics)
      expect(topics.options?.map(({ text }) => text.text)).toContain('AI control')
      await people.answered(people.submit(ben, explain, { topic: 'AI control' }, topics.options))
      await teller.appears('Behaviorist science × Worst-case lit')
    })
  })

  describe('the settings of a channel', () => {
    let channel: Channel

    test('are shown to all and changed by whoever manages the channel', async () => {
      const { ben, cleo } = here
      channel = here.openChannel('talks', { kind: 'public', creator: ben })
      expect(await teller.told(people.slash(cleo, 'settings', channel))).toContain('Defaults of this channel')
      expect(slack.textOf(teller.note(cleo))).not.toContain('[Change…]')
      expect(await teller.told(people.slash(ben, 'settings', channel))).toContain('[Change…]')
      const note = teller.note(ben)
      const form = await teller.form(people.press(ben, 'Change…', note))
      const asked = people.submit(ben, form, { zone: 'Mars/Olympus' })
      await people.answered(asked)
      expect(asked.errors).toEqual({ zone: expect.stringContaining('I know no such time zone.') })
      const told = await teller.told(
        people.submit(ben, form, { thread: 'open', zone: 'Europe/Berlin', language: 'de', closes: '3d' }),
      )
      expect(told).toContain('when the poll opens')
      expect(told).toContain('after 3d')
      expect(teller.note(ben)).toBe(note)
      expect(await teller.told(people.slash(cleo, 'settings'))).not.toContain('when the poll opens')
    })

    test('can give a poll its thread when it opens: what is said there is about this poll', async () => {
      const { cleo } = here
      const first = await teller.opens(cleo, 'poll Talked about', channel)
      expect(slack.textOf(first)).toContain(' · closes ')
      await teller.opens(cleo, 'poll Opened later', channel)
      await people.answered(people.mention(cleo, 'results', { channel, threadTs: first.ts }))
      const note = await teller.hears(cleo, 'No votes yet.')
      expect(slack.textOf(note)).toContain('Talked about')
      expect(note.threadTs).toBe(first.ts)
      people.slash(cleo, 'close Talked about', channel)
      await teller.appears('Round 1 is closed.', { under: first })
    })
  })

  describe('without typing', () => {
    test('a message of somebody’s becomes a poll by its menu', async () => {
      const { ben, cleo } = here
      const talk = people.say(ben, 'Shall we read https://arxiv.org/abs/2312.06942 next?')
      const form = await teller.form(people.menu(cleo, 'place', talk))
      expect(inputOf(form, 'paper')).toMatchObject({ initial_value: 'https://arxiv.org/abs/2312.06942' })
      await people.answered(people.submit(cleo, form, { goal: 'yes' }))
      const poll = await teller.appears('2312.06942')
      expect(slack.textOf(poll)).toContain('[Cog · Worst]')
      const ballot = await teller.form(people.press(cleo, 'Full ballot…', poll))
      expect(slack.textOf(ballot)).toContain("The authors' stated goal")
      const empty = people.say(ben, 'Shall we read something?')
      expect(await teller.told(people.menu(cleo, 'place', empty))).toContain(
        'I found no paper in that message.',
      )
    })

    test('a poll is started from the shortcuts, in a channel that is chosen in the form', async () => {
      const { cleo, general } = here
      const form = await teller.form(people.shortcut(cleo, 'start'))
      expect(inputOf(form, 'in-channel')).toMatchObject({ type: 'conversations_select' })
      const before = teller.posted().length
      await people.answered(
        people.submit(cleo, form, { paper: 'From the shortcuts', 'in-channel': general.id }),
      )
      const [poll] = teller.posted().slice(before)
      if (poll === undefined) throw new Error('Nothing was posted')
      expect(slack.textOf(poll)).toContain('From the shortcuts')
      await slack.until(() => !form.isOpen)
    })

    test('the App Home shows what is open, with results and ballots to open there', async () => {
      const { ben } = here
      await teller.opens(here.ada, 'poll At home')
      const home = await teller.form(people.openHome(ben))
      expect(slack.textOf(home)).toContain('[Start a poll…]')
      expect(slack.textOf(home)).toContain('At home')
      expect(slack.textOf(home)).not.toContain('Another one')
      const results = await teller.form(people.pressRaw(ben, actionOf(home, 'Results', 'At home'), home))
      expect(slack.textOf(results)).toContain('At home')
      expect(slack.textOf(results)).toContain('No votes yet.')
      await teller.picture(results)
      people.closeView(ben, results)
      const form = await teller.form(people.pressRaw(ben, actionOf(home, 'Full ballot…', 'At home'), home))
      expect(slack.textOf(form)).toContain('Approach')
      const told = await teller.told(people.submit(ben, form, { approach: '0', case: '0' }))
      expect(told).toContain('You: Engineering × Average-case')
      const receipt = people.viewOf(here, ben)
      if (receipt === undefined) throw new Error('The receipt was closed')
      expect(await teller.told(people.slash(ben, 'results At home'))).toContain('1 vote')
      await people.answered(people.press(ben, 'Withdraw', receipt))
      expect(slack.textOf(receipt)).toContain('withdrawn')
      expect(await teller.told(people.slash(ben, 'results At home'))).toContain('No votes yet.')
    })

    test('a poll is started in the App Home, and what is wrong with the channel stands beside it', async () => {
      const { ben, general } = here
      const closed = here.openChannel('not-invited', { kind: 'public', hasBot: false })
      const home = await teller.form(people.openHome(ben))
      const form = await teller.form(people.press(ben, 'Start a poll…', home))
      const paper = 'Started at home'
      const asked = people.submit(ben, form, { paper, 'in-channel': closed.id })
      await people.answered(asked)
      expect(asked.errors).toEqual({ 'in-channel': expect.stringContaining('“/invite @Cruxgrid”') })
      const before = teller.posted().length
      await people.answered(people.submit(ben, form, { paper, 'in-channel': general.id }))
      await slack.until(() => !form.isOpen)
      expect(teller.posted().slice(before).map(slack.textOf)).toEqual([expect.stringContaining(paper)])
    })
  })

  describe('in words to the bot', () => {
    test('a mention opens a poll, and what is for one alone is told to them alone', async () => {
      const { cleo } = here
      await people.answered(people.mention(cleo, 'poll https://arxiv.org/abs/1706.03762'))
      expect(slack.textOf(await teller.appears('1706.03762'))).toContain('[Cog · Worst]')
      const before = teller.posted().length
      expect(await teller.told(people.mention(cleo, 'settings'))).toContain('Defaults of this channel')
      expect(teller.note(cleo).seenBy).toBe(cleo.id)
      expect(teller.posted()).toHaveLength(before)
    })

    test('a mention that asks something is explained to everyone, any other is given help in one line', async () => {
      const { cleo } = here
      people.mention(cleo, 'hey, what’s mech interp?')
      await teller.appears('Cognitivist science × Pessimistic-case lit')
      expect(await teller.told(people.mention(cleo, 'you are great'))).toContain(
        "I didn't understand that. To start a poll, paste a link",
      )
    })

    test('in the thread of a poll, it is about that one, whatever was opened since', async () => {
      const { ada, cleo } = here
      const channel = here.openChannel('two-polls', { kind: 'public' })
      const first = await teller.opens(ada, 'poll Opened first', channel)
      const second = await teller.opens(ada, 'poll Opened second', channel)
      const where = { channel, threadTs: first.ts }
      expect(await teller.told(people.mention(cleo, 'results', where))).toContain('Opened first')
      people.mention(ada, 'close', where)
      await teller.hears(ada, 'is closed.')
      expect(slack.textOf(teller.note(ada))).toContain('“Opened first”')
      await teller.appears('Round 1 is closed.', { under: first })
      expect(slack.textOf(second)).toContain('[Cog · Worst]')
    })

    test('in a thread, everything stays there', async () => {
      const { ada, ben, cleo } = here
      const talk = people.say(ben, 'About mesa-optimisers')
      const threadTs = talk.ts
      await people.answered(people.mention(cleo, 'poll In a thread', { threadTs }))
      const poll = await teller.appears('[Cog · Worst]', { under: talk })
      expect(slack.textOf(poll)).toContain('In a thread')
      people.mention(cleo, 'what is scalable oversight?', { threadTs })
      await teller.appears('Behaviorist science × Pessimistic-case lit', { under: talk })
      await teller.told(people.mention(cleo, 'help poll', { threadTs }))
      expect((await teller.hears(cleo, 'Open a poll on a paper in this channel')).threadTs).toBe(threadTs)
      expect(await teller.told(people.press(ben, 'Cog · Avg', poll))).toContain('You: Cognitivist science')
      expect(teller.note(ben).threadTs).toBe(threadTs)
      await people.answered(people.mention(ada, 'edit', { threadTs }))
      const offer = await teller.hears(ada, '[Open the form]')
      const form = await teller.form(people.press(ada, 'Open the form', offer))
      expect(inputOf(form, 'title')).toMatchObject({ initial_value: 'In a thread' })
      people.mention(cleo, 'close', { threadTs })
      await teller.appears('Round 1 is closed.', { under: talk })
    })

    test('directly, words are enough, and answers stay', async () => {
      const { cleo } = here
      const channel = here.directOf(cleo)
      people.direct(cleo, 'what is AI control?')
      const explained = await teller.appears('Behaviorist science × Worst-case', { channel })
      expect(picturesIn(explained.blocks)).toHaveLength(1)
      people.direct(cleo, 'sing me a song')
      await teller.appears("I didn't understand that.", { channel })
      people.direct(cleo, 'poll https://arxiv.org/abs/2310.13548')
      const poll = await teller.appears('[Cog · Worst]', { channel })
      await teller.told(people.press(cleo, 'Behav · Avg', poll))
      people.direct(cleo, 'close')
      const report = await teller.appears('Round 1 is closed.', { under: poll })
      expect(slack.textOf(report)).toContain('1 vote')
      people.direct(cleo, 'export')
      await slack.until(() => teller.filesFor(cleo).length === 1)
      // What says where the file is comes by itself, before or after it.
      const heard = () => [...teller.notes(cleo), ...here.shownIn(here.directOf(cleo))].map(slack.textOf)
      await slack.until(() => heard().some((words) => words.includes('is in our direct messages.')))
      expect(teller.filesFor(cleo).map(({ name }) => name)).toEqual([expect.stringMatching(/^p_\w+\.json$/)])
    })
  })

  describe('in a place of its own', () => {
    test.each(closedPlaces)('$kind, a poll is for those who are there', async ({ kind }) => {
      const { ada, ben, cleo } = here
      const channel = closed.get(kind)
      if (channel === undefined) throw new Error(`There is no ${kind} channel`)
      const paper = `Only ${kind}`
      await people.answered(people.mention(ben, `poll “${paper}”`, { channel }))
      const poll = await teller.appears('[Cog · Worst]', { channel })
      await teller.told(people.press(ada, 'Eng · Pess', poll))
      expect(await teller.told(people.slash(ben, 'results', channel))).toContain(paper)
      expect(await teller.told(people.slash(cleo, `results ${paper}`))).toContain('No poll here is called')
      const [elsewhere] = teller.posted()
      if (elsewhere === undefined) throw new Error('Nothing was posted')
      const forged = actionOf(poll, 'Cog · Worst')
      expect(await teller.told(people.pressRaw(cleo, forged, elsewhere))).toContain("I can't find that.")
      const home = await teller.form(people.openHome(ben))
      expect(slack.textOf(home)).toContain(paper)
      const results = await teller.form(people.pressRaw(ben, actionOf(home, 'Results', paper), home))
      expect(slack.textOf(results)).toContain('1 vote')
      expect(slack.textOf(await teller.form(people.openHome(cleo)))).not.toContain(paper)
      people.slash(ben, 'close', channel)
      await teller.appears('Round 1 is closed.', { under: poll })
    })

    test.each<{ readonly kind: ChannelKind }>([{ kind: 'public' }, { kind: 'private' }])(
      'a $kind one where the bot isn’t: it answers, and says what to type before it posts',
      async ({ kind }) => {
        const { ben } = here
        const channel = here.openChannel(`uninvited-${kind}`, { kind, hasBot: false })
        const paper = `Uninvited ${kind}`
        expect(await teller.told(await explainsAlone(ben, channel))).toContain(
          'Behaviorist science × Worst-case',
        )
        const before = slack.requests.length
        expect(await teller.told(people.slash(ben, `poll “${paper}”`, channel))).toContain(
          'Type “/invite @Cruxgrid” in the channel, then try again.',
        )
        expect(slack.requests.slice(before).map(({ method }) => method)).not.toContain('chat.postMessage')
        people.invite(channel)
        const poll = await teller.opens(ben, `poll “${paper}”`, channel)
        expect(await teller.told(people.press(ben, 'Eng · Avg', poll))).toContain('You: Engineering')
      },
    )

    test('an archived one takes no polls', async () => {
      const { ben } = here
      const channel = here.openChannel('archived', { kind: 'public', isArchived: true })
      expect(await teller.told(people.slash(ben, 'poll Too late', channel))).toContain(
        'This channel is archived; nothing was posted.',
      )
      expect(teller.posted(channel)).toEqual([])
    })

    test('a shared one: a stranger votes, and manages nothing, whatever they are at home', async () => {
      const { ada, ben } = here
      const channel = here.openChannel('shared', { kind: 'public', creator: ada, isExtShared: true })
      const zoe = { ...slack.stranger('Zoe'), is_admin: true, is_owner: true }
      here.users.set(zoe.id, zoe)
      channel.members.add(zoe.id)
      const poll = await teller.opens(ben, 'poll Read together', channel)
      expect(await teller.told(people.press(zoe, 'Cog · Pess', poll))).toContain('You: Cognitivist science')
      const form = await teller.form(people.press(zoe, 'Full ballot…', poll))
      expect(await teller.told(people.submit(zoe, form, { why: 'From afar.' }))).toContain('From afar.')
      expect(await teller.told(people.press(zoe, 'More…', poll))).toContain('[Results]')
      expect(slack.textOf(teller.note(zoe))).not.toContain('[Close]')
      expect(await teller.told(people.slash(zoe, 'close', channel))).toContain(
        "You can't close this poll here.",
      )
      expect(await teller.told(people.slash(zoe, 'settings', channel))).not.toContain('[Change…]')
      expect(await teller.told(people.slash(ben, 'results', channel))).toContain('Zoe')
      expect(await teller.told(people.mention(zoe, 'results', { channel }))).toContain('From afar.')
    })

    test('a poll of which nobody could say whether it arrived is posted once', async () => {
      const { ben } = here
      const kinds: readonly ChannelKind[] = ['public', 'private', 'mpim']
      const channels = kinds.map((kind) => here.openChannel(`lossy-${kind}`, { kind }))
      const lost = new Set<unknown>()
      slack.makeTrouble((method, { channel }) => {
        if (method !== 'chat.postMessage' || lost.has(channel)) return undefined
        lost.add(channel)
        return 'lose'
      })
      for (const channel of channels) {
        const poll = await teller.opens(ben, 'poll Lost on the way', channel)
        // It is edited by whoever knows where it is.
        await teller.picture(poll)
        expect(teller.posted(channel)).toEqual([poll])
      }
      slack.makeTrouble(() => undefined)
      expect(lost.size).toBe(channels.length)
    })
  })

  describe('in the end', () => {
    test('no picture is kept that a board no longer shows', async () => {
      for (const sent of here.messages.values()) {
        const shown = slack.requests
          .filter(({ method, args }) => method === 'chat.update' && args.ts === sent.ts)
          .flatMap(({ args }) => JSON.stringify(args.blocks).match(/F0[0-9A-Z]{9}/g) ?? [])
        const kept = () => [...new Set(shown)].filter((id) => here.files.get(id)?.isDeleted === false)
        await slack.until(() => kept().length <= 1)
        expect(kept()).toEqual(kept().filter((id) => picturesIn(sent.blocks).includes(id)))
      }
    })

    test('everything that was sent fits the types that Slack publishes', async () => {
      expect(await compileFaults(slack.requests)).toEqual([])
    })

    test('no scope was asked for that nothing needs', () => {
      expect([...slack.usedScopes].toSorted()).toEqual(Object.keys(botScopes).toSorted())
    })
  })
}
