import { describe, expect, test } from 'vitest'
import { loadCommands } from '../../commands/index.ts'
import { findCompletions } from '../../src/bot/completions.ts'
import { parseWords } from '../../src/bot/parse-words.ts'
import { readTypedCall } from '../../src/bot/typed-call.ts'
import { decodeCall, encodeCall } from '../../src/chat/call.ts'
import { startTestBot } from '../test-bot.ts'

const commands = await loadCommands()
const read = (words: string) => parseWords(words, commands)

describe('typed words', () => {
  test.each([
    ['poll https://arxiv.org/abs/2204.05862', 'poll', { paper: 'https://arxiv.org/abs/2204.05862' }],
    [
      'poll 2204.05862 blind anonymous',
      'poll',
      { paper: '2204.05862', blind: 'yes', visibility: 'anonymous' },
    ],
    ['poll blind 2204.05862', 'poll', { paper: '2204.05862', blind: 'yes' }],
    ['poll Going blind in the dark', 'poll', { paper: 'Going blind in the dark' }],
    ['poll "Going blind" goal', 'poll', { paper: 'Going blind', goal: 'yes' }],
    [
      'poll 2204.05862 closes:fri 17:00 goal',
      'poll',
      { paper: '2204.05862', closes: 'fri 17:00', goal: 'yes' },
    ],
    [
      'poll 2204.05862 note:read section 3, the blind part closes:3d',
      'poll',
      { paper: '2204.05862', note: 'read section 3, the blind part', closes: '3d' },
    ],
    [
      'poll 2204.05862 expect:table:ada,table:ben',
      'poll',
      { paper: '2204.05862', expect: 'table:ada table:ben' },
    ],
    ['poll AI Control: Improving Safety', 'poll', { paper: 'AI Control: Improving Safety' }],
    ['results', 'results', {}],
    ['RESULTS 2204.05862', 'results', { paper: '2204.05862' }],
    ['export csv all', 'export', { format: 'csv', paper: 'all' }],
    ['export', 'export', {}],
    ['revote blind', 'revote', { blind: 'yes' }],
    ['explain AI control vs RLHF', 'explain', { topic: 'AI control vs RLHF' }],
    ['what is AI control?', 'explain', { topic: 'what is AI control?' }],
    ['', 'help', {}],
  ])('“%s”', (words, command, args) => {
    expect(read(words)).toEqual({ run: command, args })
  })

  test.each([
    'hey what’s mech interp?',
    'AI control?',
    'RLHF vs scaling',
    'how is behaviorist different from cognitivist',
    'difference between evals and red teaming',
    '“debate” とは？',
    'RLHF?!',
    'RLHF? thanks!',
    'Hey! what is RLHF',
    'whats mech interp',
  ])('“%s” asks something, and is explained', (words) => {
    expect(read(words)).toEqual({ run: 'explain', args: { topic: words } })
  })

  test.each([
    'frobnicate',
    'vote poll:p_1 answer:8',
    '<script>',
    'thanks!',
    'what a day',
    'lol',
    'AI control is great',
    'pollute',
    'However I disagree',
    'explained well, thanks',
    'whole thing is off',
  ])('“%s” asks nothing, and is answered in one line', async (words) => {
    expect(read(words)).toEqual({ none: true })
    await expect(readTypedCall(words, commands, (call) => call)).rejects.toThrow(
      "I didn't understand that. To start a poll, paste a link: /grid poll <link>. To ask about a term: /grid explain AI control.",
    )
  })

  test.each([
    ['help?', 'help', {}],
    ['Results!', 'results', {}],
    ['poll\n2204.05862', 'poll', { paper: '2204.05862' }],
  ])('“%s” is a command', (words, command, args) => {
    expect(read(words)).toEqual({ run: command, args })
  })

  test.each([
    'is RLHF engineering',
    'does debate belong under AI control',
    'waht is AI control',
    'hwo do I vote',
  ])('“%s” is a question about a topic', async (words) => {
    const call = { command: 'explain', args: { topic: words } }
    expect(await readTypedCall(words, commands, (call) => call)).toEqual(call)
  })

  test.each(['RLHF worst-case', 'is anyone around', 'AI control it is', 'should we start'])(
    '“%s” is none',
    async (words) => {
      await expect(readTypedCall(words, commands, (call) => call)).rejects.toThrow(
        "I didn't understand that.",
      )
    },
  )

  test('too many words are named where none are taken, and nothing is done', async () => {
    await expect(readTypedCall('my-data of Ada', commands, (call) => call)).rejects.toThrow(
      "I understood: my-data. I didn't understand “of Ada”. This command has no options.",
    )
  })
})

describe('a call in a button', () => {
  test.each([
    { command: 'vote', args: { poll: 'p_8f3k2m9q00', answer: '8' } },
    { command: 'explain', args: { topic: 'a & b = c? 100% «ß» 😀' } },
    { command: 'help', args: {} },
    { command: 'x', args: { __proto__x: 'y' } },
  ])('reads back: %j', (call) => {
    expect(decodeCall(encodeCall(call))).toEqual(call)
  })

  test.each(['', '?', 'A b', 'vote poll=x', '💥', `${'x'.repeat(10_000)}!`])(
    'that is none gives nothing',
    (text) => {
      expect(decodeCall(text)).toBeUndefined()
    },
  )
})

describe('completions', () => {
  const complete = async (typed: string) => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type('poll Risks from Learned Optimization')
    return findCompletions(typed, table.app.bot, ada.caller)
  }

  test('of nothing are all commands with what they do', async () => {
    const labels = (await complete('')).map(({ label }) => label)
    expect(labels).toContain('poll')
    expect(labels).not.toContain('vote')
  })

  test('of a command are its papers and its options', async () => {
    const found = await complete('close ')
    expect(found[0]).toMatchObject({ label: 'Risks from Learned Optimization · open', insert: /^close p_/ })
  })

  test('of an option are the words that are left', async () => {
    const found = await complete('poll 2204.05862 blind a')
    expect(found.map(({ insert }) => insert)).toEqual([
      'poll 2204.05862 blind anonymous ',
      'poll 2204.05862 blind ask:',
    ])
  })

  test('of a topic are the topics that contain it', async () => {
    expect((await complete('explain contr')).map(({ label }) => label)).toContain('AI control')
  })
})
