import { expect, test } from 'vitest'
import { writeManifest } from '../../adapters/slack/setup/manifest.ts'
import { readExtras } from '../../adapters/slack/setup/settings.ts'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

const questions = [
  'What is AI control?',
  'Scaling or RLHF: what is the difference?',
  'What is open in the channel I am looking at?',
  'How do I place a paper?',
]
const whatIsOpen = questions[2] ?? ''

/** People in direct messages with the bot, with Slack's view for agents or without. */
async function directly(env: Readonly<Record<string, string>> = {}) {
  const table = await connectedInProcess('socket', env)
  const { slack } = table
  const { home, people } = slack
  slack.setUp(writeManifest(undefined, readExtras(env)))
  const teller = storyOf({ slack, workspace: home })
  const said = (person: Person): readonly Sent[] =>
    [...home.messages.values()].filter(
      ({ channel, by }) => channel === home.directOf(person).id && by === home.bot.user,
    )
  return {
    ...{ slack, home, people, teller, said },
    end: () => table.cruxgrid.end('SIGTERM'),
    /** What the bot says to a question, and where. */
    async asks(...[person, words, where]: Parameters<typeof people.direct>): Promise<Sent> {
      const before = said(person).length
      const asked = people.direct(person, words, where)
      await slack.until(() => said(person).length > before)
      await people.answered(asked)
      const answer = said(person).at(-1)
      if (answer === undefined) throw new Error('Nothing was said')
      return answer
    },
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      teller.isClean()
    },
  }
}

test('in the view for agents, questions are suggested, and answers are in the thread of the question', async () => {
  await using table = await directly({ SLACK_AGENT: 'true' })
  const { slack, home, people, asks, said } = table
  const suggested = async (person: Person, seen?: typeof home.general) => {
    const { id } = home.directOf(person)
    home.prompts.delete(id)
    people.openMessages(person, seen)
    await slack.until(() => home.prompts.has(id))
    return home.prompts.get(id)
  }
  expect(await suggested(home.ben, home.general)).toEqual(questions)
  const closed = home.openChannel('closed', { kind: 'private', members: [home.ada, home.cleo] })
  const withoutChannel = questions.filter((one) => one !== whatIsOpen)
  expect(await suggested(home.cleo)).toEqual(withoutChannel)
  expect(await suggested(home.ben, closed)).toEqual(withoutChannel)
  expect(await suggested(home.cleo, closed)).toEqual(questions)
  expect(said(home.ben)).toEqual([])

  const answers = { 'What is AI control?': 'AI control', 'How do I place a paper?': 'paper' }
  for (const [question, words] of Object.entries(answers)) {
    const asked = people.direct(home.ben, question)
    await slack.until(() => said(home.ben).some(({ threadTs }) => threadTs === asked.message?.ts))
    const answer = said(home.ben).at(-1)
    expect(answer && slack.textOf(answer)).toContain(words)
  }
  const compared = slack.textOf(await asks(home.ben, 'Scaling or RLHF: what is the difference?'))
  expect(compared).toMatch(/Scaling.*RLHF/s)
})

test('what is open is answered for the channel that the person looks at and sees', async () => {
  await using table = await directly({ SLACK_AGENT: 'true' })
  const { slack, home, people, teller, asks } = table
  const members = [home.ada, home.cleo]
  const [closed, other] = [
    home.openChannel('closed', { kind: 'private', members }),
    home.openChannel('other', { kind: 'public' }),
  ]
  await teller.opens(home.ada, 'poll https://arxiv.org/abs/2312.06942', closed)
  await teller.opens(home.ada, 'poll https://arxiv.org/abs/1906.01820', home.general)
  const answer = async (person: Person, seen?: typeof closed) =>
    slack.textOf(await asks(person, whatIsOpen, seen === undefined ? {} : { seen }))
  const lookAt = (person: Person, seen?: typeof closed) => people.acknowledged(people.lookAt(person, seen))

  expect(await answer(home.ben)).toMatch(/Open polls\n.*Risks from Learned Optimization/s)
  await lookAt(home.cleo, closed)
  const seen = await answer(home.cleo)
  expect(seen).toContain('Open polls in this channel')
  expect(seen).toContain('AI Control: Improving')
  expect(seen).not.toContain('Risks')
  await lookAt(home.cleo, other)
  expect(await answer(home.cleo)).toContain('No polls are open in this channel.')
  expect(await answer(home.cleo, home.general)).toContain('Risks from Learned Optimization')
  await lookAt(home.ben, closed)
  const unseen = await answer(home.ben)
  expect(unseen).toContain("I can't find that.")
  expect(unseen).not.toContain('AI Control')
})

test('a poll that was opened in one thread of direct messages is found from another', async () => {
  await using table = await directly({ SLACK_AGENT: 'true' })
  const { slack, home, people, teller, asks } = table
  const asked = people.direct(home.ben, 'poll A paper of my own')
  await teller.appears('A paper of my own', {
    under: asked.message ?? expect.fail('Nothing was written'),
  })
  expect(slack.textOf(await asks(home.ben, 'results own'))).toContain('A paper of my own')
})

test('without the view for agents, the questions are buttons in the first message, once', async () => {
  await using table = await directly()
  const { slack, home, people, teller, said, asks } = table
  people.openMessages(home.ben)
  await slack.until(() => said(home.ben).length === 1)
  const [first] = said(home.ben)
  if (first === undefined) throw new Error('Nothing was said')
  expect(slack.textOf(first)).toContain(questions.map((one) => `[${one}]`).join(' '))
  await people.acknowledged(people.openMessages(home.ben))

  expect(await teller.told(people.press(home.ben, 'What is AI control?', first))).toContain('AI control')
  await teller.opens(home.ada, 'poll https://arxiv.org/abs/1906.01820')
  expect(await teller.told(people.press(home.ben, whatIsOpen, first))).toContain('Risks from Learned')

  // Who has written already needs no first message.
  await asks(home.cleo, 'What is AI control?')
  const before = said(home.cleo).length
  await people.acknowledged(people.openMessages(home.cleo))
  await table.end()
  expect(said(home.cleo)).toHaveLength(before)
  expect(said(home.ben).filter((one) => slack.textOf(one).includes(`[${whatIsOpen}]`))).toEqual([first])
  expect(slack.requests.map(({ method }) => method)).not.toContain('assistant.threads.setSuggestedPrompts')
})

test('a workspace that refuses the suggestions loses nothing else, and people hear nothing of it', async () => {
  await using table = await directly({ SLACK_AGENT: 'true' })
  const { slack, home, people, said, asks } = table
  home.bot.scopes = home.bot.scopes.filter((scope) => scope !== 'assistant:write')
  const refused = () => slack.requests.filter(({ error }) => error === 'missing_scope').length
  people.openMessages(home.ben)
  await until(() => refused() === 1)
  expect(slack.textOf(await asks(home.ben, 'What is AI control?'))).toContain('AI control')
  expect(said(home.ben)).toHaveLength(1)
})
