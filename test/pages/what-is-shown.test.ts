import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPages } from './open-pages.ts'
import { type Shown, type ShownPoll, shownByLink } from './shown-by-link.ts'

const setups: Readonly<
  Record<ShownPoll, { readonly words: string; readonly votes: number; readonly isClosed: boolean }>
> = {
  names: { words: 'note:"A note by Ada"', votes: 5, isClosed: true },
  'anonymous, from the minimum on': { words: 'anonymous', votes: 5, isClosed: true },
  'anonymous, below the minimum': { words: 'anonymous', votes: 4, isClosed: true },
  blind: { words: 'blind', votes: 5, isClosed: false },
}

/** How an answer of each ending shows the nine counts; the pictures write them in cells that have a colour. */
const countsIn: Readonly<Record<string, RegExp>> = {
  '': /<td>5<\/td>/,
  '.json': /"kind": "placement"/,
  '.csv': /placement/,
  '.md': /\| 5 \|/,
  '.svg': /Worst-case: 5 votes/,
}

const reason = 'A reason that only one of them gave'
const voters = ['Zoe', 'Yan', 'Xia', 'Wim', 'Vic']
const names = /\b(?:Zoe|Yan|Xia|Wim|Vic|Ada)\b|>[ZYXWV]</

describe.each(Object.entries(setups))('a poll: %s', (poll, { words, votes, isClosed }) => {
  let pages: Awaited<ReturnType<typeof openPages>>
  beforeAll(async () => {
    pages = await openPages(`${words} sure`)
    for (const name of voters.slice(0, votes))
      await pages.table.as(name).ask({
        command: 'cast',
        args: { poll: pages.pollId, approach: '2', case: '2', ...(name === 'Zoe' && { why: reason }) },
      })
    if (isClosed) await pages.ada.type('close')
    pages.table.conversations.set('main', 'for-some')
  })
  afterAll(() => pages[Symbol.asyncDispose]())

  for (const row of shownByLink.filter((row) => row.poll === poll))
    test.each(Object.keys(countsIn))(`${row.link}: %s`, async (ending) => {
      const path = await pages.link(row.link)
      const response = await pages.get(path + ending)
      const text = await response.text()
      expect(response.status).toBe(200)
      const found = (pattern: RegExp | string): Shown => (new RegExp(pattern).test(text) ? 'yes' : 'no')
      // What travels alone has initials at most; in a file of rows, no reason stands beside an anonymous ballot.
      const hasNoWords = ending === '.svg' || (ending === '.csv' && poll !== 'names')
      expect({
        counts: found(countsIn[ending] ?? ''),
        names: found(names),
        reasons: found(reason),
        note: found('A note by Ada'),
        channel: found('#main'),
      }).toEqual({
        counts: row.counts,
        names: row.names,
        reasons: hasNoWords ? 'no' : row.reasons,
        note: row.names === 'yes' && ending === '' ? 'yes' : 'no',
        channel: row.link === 'full' && ending === '' ? 'yes' : 'no',
      })
      if (ending !== '.csv')
        expect(text).toMatch(new RegExp(`"voters": ${votes}|${votes} (?:votes|people)|"voter"`))
    })

  test('a preview shows counts only, and none of an open poll', async () => {
    const path = await pages.link('full')
    const [head = ''] = (await (await pages.get(path)).text()).split('</head>')
    expect(head).not.toMatch(names)
    expect(head).not.toContain(reason)
    const [, description] = /og:description" content="([^"]*)"/.exec(head) ?? []
    if (isClosed) expect(description).toContain(`${votes}`)
    else expect(description).toBe('Open poll.')
  })
})
