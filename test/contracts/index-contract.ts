import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PersonId } from '../../src/chat/caller.ts'
import { applications, unsure } from '../../src/grid/stance.ts'
import { toPollLine } from '../../src/poll/audit-line.ts'
import { type Answers, VoterId } from '../../src/poll/ballot.ts'
import type { Poll } from '../../src/poll/poll.ts'
import { createPollIndex, type FoundPoll, type IndexedPlace } from '../../src/poll/poll-index.ts'
import { createPollStore, type PollStore } from '../../src/poll/poll-store.ts'
import type { RecordChange, RecordEngine, StoredRecord } from '../../src/store/engines/engine.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { expectedRowsIn, indexRowsIn, isOfIndex } from '../poll/index-rows.ts'
import { closedPoll, space } from '../poll/many-polls.ts'
import { expectedMemoryIn, isOfMemory, memoryRowsIn } from '../poll/memory-rows.ts'
import { seeded } from '../seeded.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import type { OpenedEngine } from './engine-contract.ts'

const words = ['model', 'models', 'mode', 'alignment', 'reward', 'hacking', 'of', 'agents']
const places = [{ channel: 'main' }, { channel: 'main', thread: 't1' }, { channel: 'other' }]
const queries = [['model'], ['mode', 'al'], ['rew', 'hack', 'of'], ['a'], ['2401'], ['zzz']]

type Random = ReturnType<typeof seeded>

const pick = <One>(all: readonly One[], random: Random): One => all[Math.floor(random() * all.length)] as One

const titleBy = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(words, random)).join(' ')

/** An open poll somewhere. */
function pollBy(random: Random, number: number): Poll {
  const poll = closedPoll(number, { title: titleBy(random), authors: ['Ada Lovelace'] })
  const [round] = poll.rounds
  if (round === undefined) throw new Error('A poll has a round')
  const { closedAt: _, ...open } = { ...round, state: 'open' as const }
  return { ...poll, place: { ...poll.place, ...pick(places, random) }, rounds: [open] }
}

const retitle = (poll: Poll, title: string): Poll => ({
  ...poll,
  paper: { ...poll.paper, title },
  revision: poll.revision + 1,
})

const turn = (poll: Poll, at: number): Poll => ({
  ...poll,
  rounds: poll.rounds.map(({ closedAt: _, ...round }) =>
    round.state === 'open' ? { ...round, state: 'closed', closedAt: at } : { ...round, state: 'open' },
  ),
  revision: poll.revision + 1,
})

const renote = (poll: Poll, note: string): Poll => ({
  ...poll,
  note,
  noteBy: [poll.opener],
  revision: poll.revision + 1,
})

const voters = ['ada', 'ben', 'cleo'].map((name) => ({ id: PersonId.parse(`table:${name}`), name }))

/** Somebody votes, if the round is open. */
async function voteBy(random: Random, polls: PollStore, id: Poll['id'], at: number): Promise<void> {
  const person = pick(voters, random)
  const answers: Answers = {
    stance: pick([unsure, applications, { kind: 'placement', row: 1, column: 2 }], random),
    ...(random() < 0.5 && { why: pick(words, random) }),
    ...(random() < 0.3 && { movedBy: pick(words, random) }),
  }
  await polls.cast(id, space, VoterId.parse(person.id), () => ({ v: 1, answers, person, castAt: at }))
}

/** Somebody's data goes, with their votes or without, or one of the words that voters wrote. */
async function eraseBy(random: Random, polls: PollStore, id: Poll['id'], at: number): Promise<void> {
  const poll = await polls.find(space, id)
  const { id: person } = pick(voters, random)
  if (poll === undefined) return
  if (random() < 0.5) {
    const line = toPollLine(poll, { command: 'remove-reason', at })
    await polls.removeWords(poll, pick(words, random), line)
  } else await polls.erasePerson(poll, person, VoterId.parse(person), { votes: random() < 0.5, words: true })
}

/** Does something to a poll, or opens one: whoever else does the same at that moment. */
async function actBy(random: Random, polls: PollStore, known: string[], at: number): Promise<void> {
  const [what, id] = [random(), pick(known, random) as Poll['id'] | undefined]
  if (id === undefined || what < 0.2) {
    const poll = pollBy(random, at)
    known.push(poll.id)
    await polls.create(poll, [])
  } else if (what < 0.5) await voteBy(random, polls, id, at)
  else if (what < 0.6) await polls.change(id, space, (poll) => retitle(poll, titleBy(random)))
  else if (what < 0.8) await polls.change(id, space, (poll) => turn(poll, at))
  else if (what < 0.86) await polls.change(id, space, (poll) => renote(poll, titleBy(random)))
  else if (what < 0.94) await eraseBy(random, polls, id, at)
  else await polls.remove(id, space, at, (poll) => toPollLine(poll, { command: 'delete', at, changes: [] }))
}

async function recordsIn(engine: RecordEngine): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = []
  await engine.readAll(async (records) => void found.push(...records))
  return found
}

/** Where every poll is read, only whether it is closed is known; when, is compared with the cards. */
const withoutClose = ({ closedAt: _, ...poll }: FoundPoll) => poll

/** Checks every record that is made from others, and that searches find what reading every poll finds. */
async function checkIndex(engine: RecordEngine, store: Store, polls: PollStore): Promise<void> {
  const rows = (await recordsIn(engine)).map(({ collection, id, text }) => `${collection} ${id} ${text}`)
  expect(indexRowsIn(rows)).toEqual(expectedRowsIn(rows))
  expect(memoryRowsIn(rows)).toEqual(expectedMemoryIn(rows))
  expect(polls.indexing.isBehind(space)).toBe(false)
  const byReading = createPollIndex(store, () => true)
  const never = () => false
  const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id).toSorted()
  for (const place of [{}, ...places].map((one): IndexedPlace => ({ space, ...one }))) {
    expect((await polls.findNewest(place, never)).map(withoutClose)).toEqual(
      await byReading.findNewest(place, never),
    )
    if (place.thread === undefined)
      for (const words of queries)
        expect(idsOf(await polls.findFitting(place, { words }, never)), words.join(' ')).toEqual(
          idsOf(await byReading.findFitting(place, { words }, never)),
        )
  }
}

/** Two processes on one database, each with its own connection. */
async function openTwo(url: string) {
  const directory = await temporaryDirectory()
  const stores = await Promise.all(
    ['a', 'b'].map((one) => openStore(url, { keyFile: join(directory.path, `${one}.keys`) })),
  )
  const [store] = stores
  if (store === undefined) throw new Error('There are two stores')
  return {
    store,
    polls: stores.map((one) => createPollStore(one)),
    [Symbol.asyncDispose]: async () => {
      for (const one of stores) await one.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** What the index of the polls must hold after whatever several processes do, whatever the database. */
export function indexContract(name: string, open: () => Promise<OpenedEngine>, rounds: number): void {
  describe(`${name} under the index of polls`, () => {
    test('after random acts of two processes, it is what reading every poll gives', async () => {
      await using db = await open()
      await using two = await openTwo(db.url)
      const random = seeded(22)
      const known: string[] = []
      for (let round = 1; round <= rounds; round += 1) {
        // Each opens polls of its own, and changes those of both.
        const acts = [0, 1, 2, 3].map((i) => ({ polls: pick(two.polls, random), at: 4 * round + i }))
        await Promise.all(acts.map(({ polls, at }) => actBy(random, polls, known, at)))
        if (round % Math.ceil(rounds / 3) === 0)
          for (const polls of two.polls) await checkIndex(db.engine, two.store, polls)
      }
      expect(known.length).toBeGreaterThan(rounds / 4)
    })

    test('older polls are put into it by two processes while both go on writing', async () => {
      await using db = await open()
      await using two = await openTwo(db.url)
      const random = seeded(23)
      const known: string[] = []
      const [first] = two.polls
      for (let number = 1; number <= rounds; number += 1) {
        const poll = pollBy(random, number)
        known.push(poll.id)
        await first?.create(poll, [])
      }
      const old = (await recordsIn(db.engine)).filter(
        ({ collection }) => isOfIndex(collection) || isOfMemory(collection),
      )
      expect(old.length).toBeGreaterThan(4 * rounds)
      await db.engine.write(
        old.map(({ collection, id }): RecordChange => ({ key: { collection, id }, remove: true })),
      )
      for (const polls of two.polls) await polls.indexing.findBehind()
      let isOver = false
      const indexing = Promise.all(
        two.polls.map((polls) => polls.indexing.indexOlder(new AbortController().signal)),
      ).finally(() => {
        isOver = true
      })
      for (let at = 1_000_000; !isOver; at += 2) {
        await Promise.all(two.polls.map((polls, i) => actBy(random, polls, known, at + i)))
        await setImmediate()
      }
      const counts = await indexing
      expect(counts.reduce((sum, one) => sum + one)).toBeGreaterThan(0)
      for (const polls of two.polls) await checkIndex(db.engine, two.store, polls)
    })
  })
}
