import { expect, test } from 'vitest'
import { AudienceId } from '../../src/chat/audience.ts'
import { type Caller, PersonId, SpaceId } from '../../src/chat/caller.ts'
import { reasonSidesIn } from '../../src/disagreement/sides.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { expireNames } from '../../src/poll/expire-names.ts'
import type { PollId } from '../../src/poll/poll.ts'
import { createPollParts } from '../../src/poll/poll-parts.ts'
import { defaultSettings } from '../../src/poll/settings.ts'
import { pollsIn } from '../anonymity/watch.ts'
import { temporaryStore } from '../store/stored.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

const space = SpaceId.parse('table:round')
const place = { platform: 'table', space, channel: 'main' }
const audience = (name: string) => ({ id: AudienceId.parse(`table:@${name}`), name, size: 12 })
const [readers, writers] = [audience('readers'), audience('writers')]
const answers: Answers = { stance: { kind: 'applications' } }
const unsure: Answers = { stance: { kind: 'placement', row: null, column: null } }

const callerOf = (name: string, audiences?: readonly AudienceId[]): Caller => ({
  person: { id: PersonId.parse(`table:${name}`), name },
  place,
  rank: 'admin',
  ...(audiences !== undefined && { audiences }),
})

async function withPoll(visibility: 'names' | 'anonymous' = 'names') {
  const stored = await temporaryStore()
  const { polls, personalData } = pollsIn(stored.store)
  const { poll } = await polls.open(callerOf('ada'), {
    paper: { id: PaperId.parse('arxiv:2204.05862'), title: 'A paper', authors: [] },
    hasOfficialTitle: true,
    blind: visibility === 'anonymous',
    visibility,
    questions: [],
    expected: [],
    audiences: [readers],
  })
  const parts = createPollParts(stored.store, reasonSidesIn)
  return {
    ...{ polls, personalData, parts, id: poll.id },
    vote: (caller: Caller, vote = answers) => polls.cast(caller, poll.id, () => vote),
    counted: async () => (await polls.read(callerOf('ada'), poll.id)).audiences.map(({ voted }) => voted),
    async ballotOf(name: string) {
      const stored = await found(parts, poll.id)
      const voter = await parts.voters.voterOf(stored, PersonId.parse(`table:${name}`))
      return voter && parts.store.ballot(stored, 1, voter.id)
    },
    [Symbol.asyncDispose]: () => stored[Symbol.asyncDispose](),
  }
}

type Parts = ReturnType<typeof createPollParts>

async function found({ store }: Parts, id: PollId) {
  const poll = await store.find(space, id)
  if (poll === undefined) throw new Error('No poll')
  return poll
}

test('voters are counted for the audiences of the poll that they are in, once however often they vote', async () => {
  await using table = await withPoll()
  const { vote, counted, ballotOf } = table
  await vote(callerOf('ben', [readers.id, writers.id]))
  await vote(callerOf('cleo', [writers.id]))
  await vote(callerOf('ben', [readers.id]), unsure)
  expect(await counted()).toEqual([1])
  expect((await ballotOf('ben'))?.audiences).toEqual([readers.id])
  expect(await ballotOf('cleo')).not.toHaveProperty('audiences')
})

test('where a later vote comes without audiences, what was known holds', async () => {
  await using table = await withPoll()
  const { vote, counted } = table
  await vote(callerOf('ben', [readers.id]))
  await vote(callerOf('ben'), unsure)
  expect(await counted()).toEqual([1])
  await vote(callerOf('ben', []))
  expect(await counted()).toEqual([0])
})

test('a vote that is withdrawn or forgotten is not counted any more', async () => {
  await using table = await withPoll()
  const { polls, personalData, id, vote, counted } = table
  const [ben, cleo] = [callerOf('ben', [readers.id]), callerOf('cleo', [readers.id])]
  await vote(ben)
  await vote(cleo)
  await polls.withdraw(ben, id, () => {})
  expect(await counted()).toEqual([1])
  expect((await personalData.exportFor(cleo.person))[0]?.ballots[0]?.audiences).toEqual([readers.id])
  await personalData.erase(cleo.person, { votes: true, words: true })
  expect(await counted()).toEqual([0])
})

test('an audience that is asked later counts from the next press, and none of another round', async () => {
  await using table = await withPoll()
  const { polls, id, vote, counted } = table
  const ben = callerOf('ben', [writers.id])
  await vote(ben)
  const audiences = [readers, writers]
  await polls.amend(callerOf('ada'), id, { title: 'A paper', expected: [], audiences })
  expect(await counted()).toEqual([0, 0])
  await vote(ben)
  expect(await counted()).toEqual([0, 1])
  await polls.close(callerOf('ada'), id)
  await polls.revote(callerOf('ada'), id, { blind: false, live: false })
  expect(await counted()).toEqual([0, 0])
})

test('no ballot without a name says in which audience its voter is, and nobody is counted', async () => {
  await using table = await withPoll('anonymous')
  const { vote, counted, ballotOf, parts, id } = table
  await vote(callerOf('ben', [readers.id]))
  expect(await ballotOf('ben')).toEqual({ v: 2, answers, receipt: expect.any(String) })
  expect((await found(parts, id)).rounds[0]).not.toHaveProperty('audienceVotes')
  expect(await counted()).toEqual([undefined])
})

test('of more audiences than a poll keeps, none is asked', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  const named = (count: number) => Array.from({ length: count }, (_, i) => `table:@role${i}`).join(',')
  expect(wordsOf(await ada.type(`poll A paper expect:${named(26)}`))).toContain(
    'At most 25 roles can be asked to vote. Leave some of them out.',
  )
  expect(table.said).toEqual([])
  await ada.type(`poll A paper expect:${named(25)}`)
  expect(table.said).toHaveLength(1)
})

test('with the names of an old poll goes what audiences its voters were in', async () => {
  await using table = await withPoll()
  const { polls, parts, id, vote, counted } = table
  await vote(callerOf('ben', [readers.id]))
  await polls.close(callerOf('ada'), id)
  const settings = { list: async () => [['main', { ...defaultSettings, keep: '12-months' }]] as const }
  const now = () => Date.parse('2030-01-01')
  await expireNames({ ...parts, settings, now, onEdit() {}, onErased() {} })
  const ballots = await parts.store.ballots(await found(parts, id), 1)
  expect([...ballots.values()]).toEqual([{ v: 2, answers }])
  expect(await counted()).toEqual([1])
})
