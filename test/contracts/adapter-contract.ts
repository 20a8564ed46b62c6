import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'

/** Ada runs the place; the others are members. */
export type SeatName = 'Ada' | 'Ben' | 'Cleo' | 'Dan' | 'Eve' | 'Gil' | 'Hal'

/** A platform that stands in for the real one, with the adapter connected to it, as people there see it. */
export interface FakePlatform extends AsyncDisposable {
  as(name: SeatName): Participant
  /** The message that was last posted for everyone, from the bot. */
  lastPosted(): Promise<string>
  /** What a message says now, in words. */
  textOf(message: string): Promise<string>
  /** What is said in the thread of a message, in words. */
  threadOf(message: string): Promise<string>
  /** The message in the thread of a message that says so. */
  findInThread(message: string, words: string): Promise<string>
}

export interface Participant {
  /** Says something to the bot. */
  type(words: string): Promise<void>
  /** Presses a button of a message or, without one, of what this person was last told privately. */
  press(label: string, message?: string): Promise<void>
  /** Sends the form that this person has open, with these values. */
  submit(values: Readonly<Record<string, string>>): Promise<void>
  /** What this person alone was told last. */
  toldLast(): Promise<string>
  /** Presses something that no message offers. */
  forge(call: string): Promise<void>
}

const link = 'https://arxiv.org/abs/2204.05862'

/** Between two looks, so that what is waited for gets the processor. */
const pauseMs = 5

export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(pauseMs)
}

/** What every adapter must show. Each adapter's own test file starts its platform and calls this. */
export function adapterContract(open: () => Promise<FakePlatform>): void {
  async function withPoll() {
    const chat = await open()
    await chat.as('Ada').type(`poll ${link}`)
    return { chat, poll: await chat.lastPosted(), [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose]() }
  }

  test('a vote is confirmed to the voter alone and counted for everyone', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await chat.as('Ben').press('Cog · Worst', poll)
    expect(await chat.as('Ben').toldLast()).toContain('Your vote: Cognitivist science × Worst-case')
    expect(await chat.as('Ada').toldLast()).not.toContain('Your vote:')
    await until(async () => (await chat.textOf(poll)).includes('Open · 1 vote'))
  })

  test('a press that is delivered twice counts once', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await Promise.all([chat.as('Ben').press('Cog · Worst', poll), chat.as('Ben').press('Cog · Worst', poll)])
    await chat.as('Ada').type('results')
    expect(await chat.as('Ada').toldLast()).toContain('1 vote, at ')
  })

  test('a refusal is for the caller alone, also where the answer would be for everyone', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await chat.as('Ben').type(`poll ${link}`)
    expect(await chat.as('Ben').toldLast()).toContain('There is already an open poll on')
    expect(await chat.lastPosted()).toBe(poll)
  })

  test('a form that is sent with mistakes says what to mend, and is accepted once it is mended', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await chat.as('Ben').press('Full ballot…', poll)
    await chat.as('Ben').submit({ approach: '1' })
    expect(await chat.as('Ben').toldLast()).toContain('Not saved: ')
    await chat.as('Ben').submit({ approach: '1', case: '2', why: 'Because *it* <b>does</b> @everyone' })
    expect(await chat.as('Ben').toldLast()).toContain('Because *it* <b>does</b> @everyone')
  })

  test('what is only nearly a paper is asked about, to the caller alone, before anything is posted', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    const ben = chat.as('Ben')
    await ben.type('poll 2312.0694 note:"read section 3"')
    expect(await ben.toldLast()).toContain('“2312.0694” looks like an arXiv id with a digit missing.')
    expect(await chat.lastPosted()).toBe(poll)
    await ben.press('Change it')
    await ben.submit({ paper: 'asdf' })
    expect(await ben.toldLast()).toContain('Is “asdf” the title of a paper?')
    expect(await chat.as('Ada').toldLast()).not.toContain('asdf')
    expect(await chat.lastPosted()).toBe(poll)
    await ben.press('Open it as a title')
    await until(async () => (await chat.lastPosted()) !== poll)
    const opened = await chat.textOf(await chat.lastPosted())
    expect(opened).toContain('asdf')
    expect(opened).toContain('read section 3')
  })

  test('a closing time whose letters were read as a place is confirmed to who typed it alone', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await chat.as('Ben').type('poll 2312.06942 closes:tomorrow 17:00 EST')
    await until(async () => (await chat.lastPosted()) !== poll)
    const opened = await chat.lastPosted()
    await until(async () => (await chat.as('Ben').toldLast()).includes('you wrote EST'))
    expect(await chat.as('Ben').toldLast()).toMatch(/The poll closes .*, 17:00 \(New York; you wrote EST\)\./)
    expect(await chat.textOf(opened)).toContain('17:00 (New York)')
    expect(await chat.textOf(opened)).not.toContain('EST')
  })

  test('the outcome of a closed poll is in its thread, once', async () => {
    await using table = await withPoll()
    const { chat, poll } = table
    await chat.as('Ben').press('Cog · Worst', poll)
    await chat.as('Ada').type('close')
    await until(async () => (await chat.threadOf(poll)).includes('Round 1 is closed.'))
    expect((await chat.threadOf(poll)).split('Round 1 is closed.')).toHaveLength(2)
  })

  test.each(['vote?poll=p_0000000000&answer=8', 'vote?poll=x', 'frobnicate', 'vote', 'more?poll=%00'])(
    'the stale or forged control %s is answered, and nothing happens',
    async (call) => {
      await using table = await withPoll()
      const { chat } = table
      await chat.as('Ben').forge(call)
      expect(await chat.as('Ben').toldLast()).toMatch(/\w+.*\./)
      await chat.as('Ada').type('results')
      expect(await chat.as('Ada').toldLast()).toContain('No votes yet.')
    },
  )

  test('a title that looks like markup or a mention is shown as it was typed', async () => {
    await using chat = await open()
    const title = 'On [links](javascript:x) <!channel> **bold** & <b>tags</b> @everyone'
    await chat.as('Ada').type(`poll ${title}`)
    expect(await chat.textOf(await chat.lastPosted())).toContain(title)
  })
}
