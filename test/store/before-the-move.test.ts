import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { loadCommands } from '../../commands/index.ts'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import { Message } from '../../src/chat/message.ts'
import { onTestBot } from '../reading/test-group.ts'
import { type Calendar, fits, latest, type Said, startTestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const records = join(import.meta.dirname, 'records')

const Chat = z.object({
  /** When the bot was killed. */
  at: z.string(),
  /** What stood in the chat then, oldest first. */
  said: z.array(z.object({ key: z.string(), message: Message })),
  /** What buttons carried, one of each shape. */
  buttons: z.array(z.string()),
  /** The keys of what people were told alone. */
  told: z.array(z.string()),
})

const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(records, file), 'utf8'))

/** What a control carried before the move. */
function callOf(text: string): Call {
  const call = decodeCall(text)
  if (call === undefined) throw new Error(`No call: ${text}`)
  return call
}

/** A vote on “Open at the move”, and one in the session of the Evening circle, as their messages ask for it. */
const voteAtTheMove = (answer: string) => callOf(`vote?poll=p_hj7d30jj9w&answer=${answer}`)
const voteInTheEvening = (answer: string) => callOf(`vote?poll=p_xy78mawm8a&answer=${answer}`)

/** The table as its bot was killed, with a bot of today. */
async function comeBack() {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'cruxgrid.db')
  await copyFile(join(records, 'before-the-move.db'), database)
  const chat = Chat.parse(await read('chat-before-the-move.json'))
  const before = chat.said.map(
    ({ key, message }): Said => ({ key, message, views: [{ summary: 'As it was', parts: [] }] }),
  )
  const [first] = before
  if (first === undefined) throw new Error('Nothing was said')
  const about = { zone: 'UTC', description: '' }
  const shown = { title: 'As it was', start: 0, end: 0, message: first.message, ...about }
  const calendar: Calendar = {
    entries: new Map([
      ['e1', shown],
      ['e2', shown],
      ['e3', shown],
    ]),
  }
  const table = await startTestBot({ database, at: chat.at, before, calendar })
  const saidSince = () => table.said.slice(before.length)
  return {
    ...onTestBot(table),
    chat,
    calendar,
    database,
    ada: table.as('Ada', 'manager'),
    ben: table.as('Ben'),
    cleo: table.as('Cleo'),
    dora: table.as('Dora'),
    adaIn: (channel: string) => table.as('Ada', 'manager', { channel }),
    /** The message that had that id before. */
    message(id: string): Said {
      const found = before.find(({ message }) => message.id === id)
      if (found === undefined) throw new Error(`No message ${id}`)
      return found
    },
    /** The keys of what the bot has said since it is back. */
    keysSince: () => saidSince().map(({ key }) => key),
    [Symbol.asyncDispose]: async () => {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** Everything that is stored of a kind, as values. */
async function storedOf(kind: string): Promise<readonly unknown[]> {
  const Stored = z.record(z.string(), z.record(z.string(), z.object({ value: z.unknown() })))
  const collections = Object.values(Stored.parse(await read(`${kind}.json`)))
  return collections.flatMap((records) => Object.values(records).map(({ value }) => value))
}

const Exported = z.object({
  poll: z.object({ state: z.string() }),
  rounds: z.array(
    z.object({
      ballots: z.array(z.looseObject({ voter: z.object({ name: z.string().optional() }) })),
    }),
  ),
})

beforeEach(() => {
  // What is stored for a while expires by the machine's time, which is that of the file here.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T19:35:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a bot of today on a database of before the move', () => {
  test('tells of its polls: every round, every ballot, every answer', async () => {
    await using back = await comeBack()
    const { ada, table } = back
    const link = 'https://arxiv.org/abs/2204.05862'
    expect(wordsOf(await ada.type(`results ${link}`))).toContain('A paper on α & 2204.05862')
    const { poll, rounds } = Exported.parse(JSON.parse(wordsOf(await ada.type(`export ${link} json`))))
    expect(poll.state).toBe('closed')
    expect(rounds.map(({ ballots }) => ballots.length)).toEqual([3, 4, 2])
    expect(rounds[0]?.ballots.map(({ voter }) => voter.name).toSorted()).toEqual(['Ada', 'Ben', 'Cleo'])
    expect(rounds[1]?.ballots.find(({ voter }) => voter.name === 'Cleo')).toMatchObject({
      kind: 'placement',
      row: 2,
      column: 2,
      confidence: 5,
      why: 'I read section 3',
      goal: 'understanding',
      tractable: 'yes',
      movedBy: 'https://table.example/m/7',
    })
    // The polls of the channels that the caller manages.
    for (const channel of ['evening', 'lists', 'other', 'theory']) back.adaIn(channel)
    const all = wordsOf(await ada.type('export all json'))
    expect(all).not.toContain('nobody knows who says so')
    const lines = all
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ format: 'cruxgrid-export', polls: 11, groups: 3, seasons: 3 })
    const linesOf = (wanted: string) => lines.filter(({ format }) => format === wanted)
    expect(linesOf('cruxgrid-poll')).toHaveLength(11)
    expect(linesOf('cruxgrid-group').map(({ group }) => [group.name, group.list.length])).toEqual([
      ['Reading group', 3],
      ['Theory circle', 2],
      ['Evening circle', 1],
    ])
    expect(linesOf('cruxgrid-season').map(({ season }) => [season.name, season.sessions.length])).toEqual([
      ['Season 1', 4],
      ['Winter', 1],
      ['Season 1', 1],
    ])
    expect(table.logged).toEqual([])
  })

  test('tells of its reading groups: what was read, what is next, who leads, what is on the list', async () => {
    await using back = await comeBack()
    const { ada, adaIn, table } = back
    const type = async (words: string, who = ada) => wordsOf(await who.type(words))
    const history = await type('reading history')
    for (const words of [
      /Tue 15 Dec.*Embedded agency/,
      /Wed 9 Dec.*Corrigibility/,
      /Tue 8 Dec.*missed.*Embedded agency/,
      /Wed 2 Dec.*skipped.*holidays.*Corrigibility/,
      /Tue 1 Dec.*A paper on α & 2312\.06942/,
    ])
      expect.soft(history).toMatch(words)
    const next = await type('reading next')
    for (const words of ['Gradient hacking', 'Risks from Learned Optimization', 'ben', "can't post here"])
      expect.soft(next).toContain(words)
    expect(await type('reading next', adaIn('evening'))).toContain('AI safety via debate')
    expect(await type('reading list')).toContain('A paper on α & 1810.00002')
    expect(await type('reading facilitators', adaIn('theory'))).toContain('Sun 20 Dec to Tue 5 Jan 2027')
    expect(await type('reading schedule', adaIn('theory'))).toContain(
      'Next sessions: Mon 4 Jan 2027, 18:30 · ',
    )
    expect(await type('reading list', adaIn('theory'))).toMatch(/Kept for January.*pinned to Mon 4 Jan 2027/)
    expect(table.logged).toEqual([])
  })

  test('keeps the settings of each channel, and gives people what is stored about them', async () => {
    await using back = await comeBack()
    const { ada, adaIn, cleo } = back
    const settingsOf = async (who: typeof ada) => {
      const form = await who.press(await who.type('settings'), 'Change…')
      if (form.kind !== 'form') throw new Error('No form')
      return Object.fromEntries(form.fields.map(({ name, value }) => [name, value]))
    }
    expect(await settingsOf(ada)).toMatchObject({ visibility: 'names', closers: 'everyone', zone: '' })
    expect(await settingsOf(adaIn('theory'))).toMatchObject({
      visibility: 'anonymous',
      blind: 'yes',
      closes: '3d',
      closers: 'admins',
      thread: 'open',
      language: 'de',
      zone: 'Asia/Kolkata',
    })
    const { polls, groups } = JSON.parse(wordsOf(await cleo.type('my-data')))
    expect(polls).toHaveLength(6)
    expect(polls.find(({ poll }: { poll: string }) => poll === 'p_ft4eqb45bz').ballots).toMatchObject([
      { round: 1, answers: { why: ': it builds what it describes' } },
      { round: 2, answers: { movedBy: 'https://table.example/m/7' } },
      { round: 3, answers: { stance: { kind: 'placement', row: 2, column: 1 } } },
    ])
    expect(groups.map(({ group }: { group: string }) => group).toSorted()).toEqual([
      'Reading group',
      'Theory circle',
    ])
  })

  test('counts a vote from a button of before, and who had voted has one ballot still', async () => {
    await using back = await comeBack()
    const { ada, ben, dora, table, message } = back
    const ballots = async () => {
      const file = wordsOf(await ada.type('export "Open at the move" json'))
      const [round] = Exported.parse(JSON.parse(file)).rounds
      return round?.ballots.map(({ voter, row, column }) => `${voter.name} ${row} ${column}`).toSorted()
    }
    expect(await ballots()).toEqual(['Ben 0 0', 'Cleo 2 2'])
    expect(wordsOf(await dora.ask(voteAtTheMove('8')))).toContain('Cognitivist science × Worst-case')
    await ben.ask(voteAtTheMove('4'))
    expect(await ballots()).toEqual(['Ben 1 1', 'Cleo 2 2', 'Dora 2 2'])
    await table.until(message('m37'), '3 votes')
    // The paper has its open poll in this channel.
    expect((await ada.type('poll "Open at the move"')).kind).toBe('refusal')
  })

  test('goes on with the sessions that were half done, and does nothing twice', async () => {
    await using back = await comeBack()
    const { ada, ben, cleo, calendar, chat, goTo, keysSince, message, post, posts, table } = back
    // It was posted, and the bot was killed before it knew.
    const poll = message('m55')
    // As long as whoever was killed holds the group, nobody else touches it.
    await goTo('2026-12-16T17:03:00Z')
    expect(keysSince().filter((key) => key.startsWith('reading/'))).toEqual([])
    await goTo('2026-12-16T17:06:00Z')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    // Ben has voted here before the move, so that two have now.
    await cleo.ask(voteInTheEvening('0'))
    await goTo('2026-12-16T18:30:00Z')
    await table.until(poll, 'Round 2')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Cog · Worst')
    await goTo('2026-12-17T18:00:00Z')

    expect(posts('Votes are visible.')).toHaveLength(2)
    expect(posts('Round 2 is open')).toHaveLength(2)
    expect(textOf(latest(post('Recap: Gradient hacking')))).toMatch(/Round 1: 2 votes.*\n.*Round 2: 2 votes/)
    expect(textOf(latest(post('Recap: AI safety via debate')))).toContain('Round 1: 2 votes')
    expect(textOf(latest(post('Season 1')))).toContain('Corrigibility')
    expect(
      keysSince()
        .filter((key) => key.startsWith('reading/'))
        .toSorted(),
    ).toEqual([
      'reading/g_1xvfqb1ghk/season/1796040008500',
      'reading/s_krvjjcsyhp/prompt',
      'reading/s_krvjjcsyhp/recap',
      'reading/s_krvjjcsyhp/revote',
      'reading/s_xkfdzk5pfp/prompt',
      'reading/s_xkfdzk5pfp/recap',
      'reading/s_xkfdzk5pfp/revote',
    ])
    expect(table.told.filter(({ key }) => chat.told.includes(key))).toEqual([])
    expect(wordsOf(await ada.type('reading history'))).toMatch(/Wed 16 Dec.*Gradient hacking/)
    expect([...calendar.entries]).toEqual([])
    expect(table.logged).toEqual([])
  })

  test('prepares the sessions after them', async () => {
    await using back = await comeBack()
    const { goTo, keysSince, post, table } = back
    await goTo('2026-12-22T17:06:00Z')
    expect(textOf(latest(post('session has started')))).toContain('Risks from Learned Optimization')
    expect(keysSince().filter((key) => key.endsWith('/open'))).toHaveLength(1)
    const reminded = table.told.filter(({ view }) => textOf(view).includes('Risks from Learned Optimization'))
    expect(new Set(reminded.map(({ person }) => person))).toEqual(
      new Set(['table:ada', 'table:ben', 'table:cleo']),
    )
  })

  test('does what was due, and what fell due since', async () => {
    await using back = await comeBack()
    const { ada, database, goTo, keysSince, table } = back
    await goTo('2026-12-17T13:00:00Z')
    expect(keysSince().filter((key) => key.startsWith('outcome/'))).toEqual([
      'outcome/p_zag5jk6xez/1/1',
      'outcome/p_hj7d30jj9w/1/3',
    ])
    expect(
      Exported.parse(JSON.parse(wordsOf(await ada.type('export "Open at the move" json')))).poll.state,
    ).toBe('closed')
    const db = new DatabaseSync(database, { readOnly: true })
    const count = (where: string) => db.prepare(`select count(*) as records from record where ${where}`).get()
    // What is left is for the groups, which have something to do always, to count cruxes a day later, and to seal anonymous polls.
    const later = ['reading', 'cruxes', 'seal'].map((kind) => `k not like '${kind}/%'`).join(' and ')
    expect(count(`ns like 'job/%' and ${later}`)).toEqual({ records: 0 })
    expect(count("ns like 'ballot/p_a7b765pm70/%'")).toEqual({ records: 0 })
    db.close()
    expect(table.logged).toEqual([])
  })
})

describe('what a button or a form carries', () => {
  const Aside = z.object({ call: z.string() })
  const CallIn = z.object({ command: z.string(), args: z.record(z.string(), z.string()) })
  const Form = z.object({ submit: CallIn, fields: z.array(z.object({ name: z.string() })) })
  const Shown = z.object({
    view: z
      .object({ parts: z.array(z.object({ buttons: z.array(z.object({ call: CallIn })).default([]) })) })
      .optional(),
  })

  /** Every call that was stored, or that a message of before carries. */
  async function callsBefore(): Promise<readonly Call[]> {
    const { buttons } = Chat.parse(await read('chat-before-the-move.json'))
    const aside = [...(await storedOf('discord-call')), ...(await storedOf('slack-call'))]
    const forms = [...(await storedOf('discord-form')), ...(await storedOf('slack-form'))]
    const messages = await storedOf('web-message')
    return [
      ...[...buttons, ...aside.map((one) => Aside.parse(one).call)].map(callOf),
      ...forms.map((one) => {
        const { submit, fields } = Form.parse(one)
        const filled = Object.fromEntries(fields.map(({ name }) => [name, '']))
        return { command: submit.command, args: { ...submit.args, ...filled } }
      }),
      ...messages.flatMap((one) =>
        (Shown.parse(one).view?.parts ?? []).flatMap(({ buttons }) => buttons.map(({ call }) => call)),
      ),
    ]
  }

  test('is a command with options that are still there', async () => {
    const commands = await loadCommands()
    const misfits = (await callsBefore()).filter((call) => !fits(call, commands))
    expect(misfits.map(encodeCall)).toEqual([])
  })
})
