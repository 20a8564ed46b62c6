import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PaperId } from '../../src/paper/paper.ts'
import { readSearch } from '../../src/poll/poll-index.ts'
import { createPollStore, type PollStore } from '../../src/poll/poll-store.ts'
import { temporaryStore } from '../store/stored.ts'
import { closedPoll, space } from './many-polls.ts'

const papers = {
  honesty: { title: 'AI: Honesty & Eliciting Latent Knowledge', id: 'arxiv:2310.06942' },
  zurich: { title: 'Été à Zürich: naïve façades', id: 'doi:10.1234/abcd.5678' },
  authors: {
    title: 'Weak-to-strong',
    authors: ['Zoë O’Hara', 'José García Márquez'],
    id: 'openreview:abcdefghij',
  },
  old: { title: 'Learning to act', id: 'arxiv:cs/0309048' },
  chinese: { title: '大型语言模型的价值对齐研究', id: 'title:chinese' },
  japanese: { title: 'ユーザーが選ぶ報酬モデル', id: 'title:japanese' },
  korean: { title: '강화 학습과 정렬', id: 'title:korean' },
  thai: { title: 'การเรียนรู้ของเครื่อง', id: 'title:thai' },
  wide: { title: 'ＧＰＴ－４ technical report', id: 'title:wide' },
  long: { title: `Supercalifragilistic${'x'.repeat(40)} end`, id: 'title:long' },
}

/** What somebody types, and what it finds: beginnings of words, in any order, without case, accents and punctuation. */
const examples: readonly (readonly [string, readonly (keyof typeof papers)[]])[] = [
  ['know', ['honesty']],
  ['LATENT eli', ['honesty']],
  ['ai honesty', ['honesty']],
  ['honesty, eliciting!', ['honesty']],
  ['atent', []],
  ['latent zurich', []],
  ['ete', ['zurich']],
  ['ÉTÉ ZURICH', ['zurich']],
  ['e\u0301te\u0301 facade', ['zurich']],
  ['strong we', ['authors']],
  ['weak-to-str', ['authors']],
  ['garc', ['authors']],
  ['marquez weak', ['authors']],
  ["o'hara", ['authors']],
  ['zoe', ['authors']],
  ['2310', ['honesty']],
  ['2310.069', ['honesty']],
  ['arxiv:2310.06', ['honesty']],
  ['arXiv 2310.06942', ['honesty']],
  ['https://arxiv.org/abs/2310.06942v3', ['honesty']],
  ['06942', ['honesty']],
  ['cs/0309', ['old']],
  ['10.1234/ab', ['zurich']],
  ['abcdef', ['authors']],
  ['openreview abc', ['authors']],
  ['语言', ['chinese']],
  ['语言模型', ['chinese']],
  ['模型 对齐', ['chinese']],
  ['大', ['chinese']],
  ['言语', []],
  ['ユーザー', ['japanese']],
  ['ユーザーが選', ['japanese']],
  ['ﾕｰｻﾞｰ', ['japanese']],
  ['報酬モデル', ['japanese']],
  ['학습', ['korean']],
  ['정', ['korean']],
  ['เรียน', ['thai']],
  ['gpt', ['wide']],
  ['GPT-4', ['wide']],
  ['ｇｐｔ', ['wide']],
  [`supercalifragilistic${'x'.repeat(60)}`, ['long']],
  ['supercali', ['long']],
  ['!', []],
]

describe('what is typed finds every poll whose paper has a word beginning with each word of it', () => {
  let stored: Awaited<ReturnType<typeof temporaryStore>>
  let polls: PollStore
  const names = new Map<string, string>()
  beforeAll(async () => {
    stored = await temporaryStore()
    polls = createPollStore(stored.store)
    for (const [i, [name, { id, ...paper }]] of Object.entries(papers).entries()) {
      const poll = closedPoll(i, paper)
      names.set(poll.id, name)
      await polls.create({ ...poll, paper: { ...poll.paper, id: PaperId.parse(id) } }, [])
    }
    // Newer ones, so that nothing is found by looking at the newest.
    for (let number = 100; number < 160; number += 1)
      await polls.create(closedPoll(number, { title: `Steering ${number}` }), [])
  })
  afterAll(() => stored[Symbol.asyncDispose]())

  test.each(examples)('%s', async (typed, expected) => {
    for (const place of [{ space }, { space, channel: 'main' }]) {
      const found = await polls.findFitting(place, readSearch(typed), () => false)
      expect(found.map(({ id }) => names.get(id))).toEqual(expected)
    }
  })
})
