import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { PollId } from '../../src/poll/poll.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { createRound } from '../../src/poll/rounds.ts'
import { withGroup } from '../reading/test-group.ts'
import { seeded } from '../seeded.ts'
import { temporaryStore } from '../store/stored.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { expectedRowsOf, indexRowsOf } from './index-rows.ts'
import { titleIn } from './suggested-title.ts'

type Seat = ReturnType<TestBot['as']>

const hourMs = 3_600_000
const idOf = (answer: unknown) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

async function suggestedFor(command: string, table: TestBot, { caller }: Seat, typed: string) {
  // Nobody types faster.
  table.clock.advance(1000)
  const found = await table.app.bot.suggest({ command, args: {} }, 'paper', typed, caller)
  return found.map(({ label }) => titleIn(label))
}
const suggested = (...typing: [TestBot, Seat, string]) => suggestedFor('results', ...typing)
const papers = (...typing: [TestBot, Seat, string]) => suggestedFor('reading add', ...typing)

/** Opens polls under these titles, an hour apart. @returns their ids. */
async function openAll(table: TestBot, seat: Seat, titles: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const title of titles) {
    table.clock.advance(hourMs)
    ids.push(idOf(await seat.ask({ command: 'poll', args: { paper: title } })))
  }
  return ids
}

const retitle = async (seat: Seat, id: string, title: string) =>
  seat.submit(await seat.ask({ command: 'edit', args: { paper: id } }), { title })

describe('what is found without reading every poll', () => {
  test('is what reading every poll gives, after whatever was done', async () => {
    await using table = await startTestBot()
    const random = seeded(18)
    const pick = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)] as One
    const words = ['model', 'models', 'mode', 'alignment', 'reward', 'hacking', 'of', '7', 'agents']
    const title = () =>
      `The ${Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(words)).join(' ')}`
    const seats = [
      table.as('Ada', 'manager'),
      table.as('Ada', 'manager', { thread: 't1' }),
      table.as('Ada', 'manager', { channel: 'other' }),
    ]
    const links = ['arXiv:2204.05862', 'arXiv:2312.06942', 'https://openreview.net/forum?id=abcdefghij']
    const known: { seat: Seat; id: string }[] = []
    const acts = {
      open: async () => {
        const seat = pick(seats)
        const words = random() < 0.3 ? pick(links) : title()
        const id = idOf(await seat.ask({ command: 'poll', args: { paper: words } }))
        if (id !== '') known.push({ seat, id })
      },
      close: async ({ seat, id }: { seat: Seat; id: string }) =>
        seat.ask({ command: 'close', args: { paper: id } }),
      reopen: async ({ seat, id }: { seat: Seat; id: string }) =>
        seat.ask({ command: 'reopen', args: { paper: id } }),
      revote: async ({ seat, id }: { seat: Seat; id: string }) =>
        seat.ask({ command: 'revote', args: { paper: id } }),
      vote: async ({ seat, id }: { seat: Seat; id: string }) =>
        seat.ask({ command: 'vote', args: { poll: id, answer: '4' } }),
      remove: async ({ seat, id }: { seat: Seat; id: string }) =>
        seat.ask({ command: 'delete', args: { paper: id, sure: 'yes' } }),
      edit: async ({ seat, id }: { seat: Seat; id: string }) => {
        const form = await seat.ask({ command: 'edit', args: { paper: id } })
        if (form.kind === 'form') await seat.submit(form, { title: title() })
      },
    }
    for (let turn = 0; turn < 50; turn += 1) {
      table.clock.advance(1000)
      const name = turn < 12 ? 'open' : pick(Object.keys(acts) as (keyof typeof acts)[])
      await acts[name](pick(known))
      if (turn % 10 === 9)
        expect(indexRowsOf(table.file), `after ${turn} acts`).toEqual(expectedRowsOf(table.file))
    }
    expect(indexRowsOf(table.file).length).toBeGreaterThan(50)
  })

  test('is every poll that has a word beginning with each that was typed, newest first', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await openAll(table, ada, [
      'Reward hacking in models',
      'Rewarding agents',
      'Model organisms',
      'Été à Zürich 7',
    ])
    expect(await suggested(table, ada, 'rew')).toEqual(['Rewarding agents', 'Reward hacking in models'])
    expect(await suggested(table, ada, 'mod REW')).toEqual(['Reward hacking in models'])
    expect(await suggested(table, ada, 'ete zurich')).toEqual(['Été à Zürich 7'])
    expect(await suggested(table, ada, '7')).toEqual(['Été à Zürich 7'])
    expect(await suggested(table, ada, 'odel')).toEqual([])
    expect(await suggested(table, ada, '!')).toEqual([])
    expect(await papers(table, ada, 'm')).toEqual(['Model organisms', 'Reward hacking in models'])
  })

  test('is also a title without spaces, by any part of it, and a paper by any link to it', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await openAll(table, ada, ['大型语言模型的对齐', 'arXiv:2209.00626', 'arXiv:2310.06942'])
    expect(await suggested(table, ada, '语言模型')).toEqual(['大型语言模型的对齐'])
    expect(await suggested(table, ada, 'https://arxiv.org/pdf/2209.00626v2')).toEqual(['arXiv:2209.00626'])
    expect(await suggested(table, ada, '2310.069')).toEqual(['arXiv:2310.06942'])
  })

  test('is as it is on a reading list, whose papers come last', async () => {
    // Far off, so that no session takes the paper from the list.
    const { table, ada } = await withGroup({ rule: 'wed 17:00 UTC from 2027-01-06' })
    await using _ = table
    await ada.type('reading add Été à Zürich why:because it is short')
    await openAll(table, ada, ['Zurich again'])
    expect(await suggestedFor('poll', table, ada, 'ZUR')).toEqual(['Zurich again', 'Été à Zürich'])
    expect(await suggestedFor('poll', table, ada, 'urich')).toEqual([])
    expect(await suggestedFor('reading remove', table, ada, '')).toEqual(['Été à Zürich'])
  })

  test('is a title typed in full, however many words it has', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const title = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ')
    await openAll(table, ada, [title])
    expect(await suggested(table, ada, title)).toHaveLength(1)
  })

  test('is so among more polls than one read gives, also where every word is common', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const store = createPollStore(table.store)
    await store.create(pollOf(1, 'Model alignment in practice'), [])
    for (let i = 2; i < 260; i += 1) await store.create(pollOf(i, `Models of practice ${i}`), [])
    for (let i = 260; i < 500; i += 1) await store.create(pollOf(i, `Alignment practice ${i}`), [])
    expect(await suggested(table, ada, 'model align')).toEqual(['Model alignment in practice'])
    expect(wordsOf(await ada.type('results model alignment'))).toContain('Model alignment in practice')
    expect((await suggested(table, ada, 'practice')).at(0)).toBe('Alignment practice 499')
  })

  test('is nothing of a deleted poll, and a new title in place of the old one', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const [first = '', second = ''] = await openAll(table, ada, [
      'Sandbagging models',
      'Steganography in models',
    ])
    await retitle(ada, first, 'Password locking')
    expect(await suggested(table, ada, 'sandb')).toEqual([])
    expect(await suggested(table, ada, 'passw')).toEqual(['Password locking'])
    await ada.ask({ command: 'delete', args: { paper: second, sure: 'yes' } })
    expect(await suggested(table, ada, '')).toEqual(['Password locking'])
    expect(indexRowsOf(table.file).filter((row) => row.includes(second))).toEqual([])
  })

  test('is the poll of a thread, however many newer ones other threads have', async () => {
    await using table = await startTestBot()
    const store = createPollStore(table.store)
    await store.create(pollOf(1, 'The oldest', 't1'), [])
    for (let i = 2; i < 230; i += 1) await store.create(pollOf(i, `Number ${i}`, `t${i}`), [])
    expect(wordsOf(await table.as('Ben', 'member', { thread: 't1' }).type('results'))).toContain('The oldest')
  })

  test('is all that comes after a row that can’t be read', async () => {
    await using table = await startTestBot()
    const store = createPollStore(table.store)
    for (let i = 1; i < 250; i += 1) await store.create(pollOf(i, i === 1 ? 'Models x' : `Model ${i}`), [])
    const db = new DatabaseSync(table.file)
    const damage = db.prepare(
      "update record set v = 'damaged' where ns = 'word/table:round/main' and k like ?",
    )
    expect(damage.run('model %0000000099').changes).toBe(1)
    db.close()
    expect(await suggested(table, table.as('Ada'), 'model x')).toEqual(['Models x'])
  })

  test('survives a record that can’t be read', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const [first = ''] = await openAll(table, ada, ['Sandbagging models', 'Steganography in models'])
    const db = new DatabaseSync(table.file)
    db.prepare("update record set v = 'damaged' where ns like 'card/%' and k like ?").run(`%${first}`)
    db.close()
    expect(await suggested(table, ada, '')).toEqual(['Steganography in models'])
    await ada.ask({ command: 'close', args: { paper: first } })
    expect(await suggested(table, ada, '')).toEqual(['Steganography in models', 'Sandbagging models'])
    expect(indexRowsOf(table.file)).toEqual(expectedRowsOf(table.file))
  })
})

test('a title that changes while the poll is closed leaves no word of the old one', async () => {
  await using temporary = await temporaryStore()
  const polls = createPollStore(temporary.store)
  const poll = pollOf(1, 'Sandbagging')
  await polls.create(poll, [])
  const retitle = (title: string) =>
    polls.change(poll.id, poll.place.space, (poll) => ({
      ...poll,
      paper: { ...poll.paper, title },
      revision: poll.revision + 1,
    }))
  await Promise.all([
    retitle('Steganography in models'),
    retitle('Password locking'),
    retitle('Sandbagging again'),
  ])
  expect(indexRowsOf(temporary.path)).toEqual(expectedRowsOf(temporary.path))
})

/** The poll that is opened at that millisecond. */
function pollOf(at: number, title: string, thread?: string) {
  const space = SpaceId.parse('table:round')
  return {
    v: 1,
    id: PollId.parse(`p_${String(at).padStart(10, '0')}`),
    place: { platform: 'table', space, channel: 'main', ...(thread !== undefined && { thread }) },
    paper: { id: PaperId.parse(`title:${title.toLowerCase().replaceAll(' ', '-')}`), title, authors: [] },
    opener: { id: PersonId.parse('table:ada'), name: 'Ada' },
    openedAt: at,
    visibility: 'names',
    questions: [],
    expected: [],
    rounds: [createRound('names', { number: 1, blind: false, at })],
    revision: 0,
  } as const
}
