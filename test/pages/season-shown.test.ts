import { describe, expect, test } from 'vitest'
import { once } from '../permissions/table.ts'
import { readSeason } from './season-shown.ts'
import { type Shown, shownByLink } from './shown-by-link.ts'

/** How an answer of each ending shows the counts of the season's one poll. */
const countsIn: Readonly<Record<string, RegExp>> = {
  '': /5 votes, all at Cognitivist/,
  '.json': /all at Cognitivist/,
  '.csv': /AI Control/,
  '.md': /AI Control”: 5 votes/,
  '.svg': /AI Control/,
}

const reading = once<Awaited<ReturnType<typeof readSeason>>>()

describe.each(shownByLink)('the page of a season with a poll: $poll, $link', ({ poll, link, counts }) => {
  test.each(Object.keys(countsIn))('%s', async (ending) => {
    const read = await reading(`${poll} ${link}`, () => readSeason(poll, link, Object.keys(countsIn)))
    const { status, text = '' } = read[ending] ?? {}
    expect(status).toBe(200)
    const has = (words: RegExp): Shown => (words.test(text) ? 'yes' : 'no')
    // Its files are about the papers, and who led a session on an anonymous poll is in none of it.
    const isFullPage = link === 'full' && ending === ''
    const isAnonymous = poll.startsWith('anonymous')
    expect({
      counts: has(countsIn[ending] ?? /^$/),
      leader: has(/\bben\b/),
      voters: has(/\b(?:Zoe|Yan|Xia|Wim|Vic)\b/),
      words: has(/Zq7/),
      nomination: has(/everyone cites/),
      jump: has(/chat\.example/),
    }).toEqual({
      counts,
      leader: isFullPage && !isAnonymous ? 'yes' : 'no',
      ...{ voters: 'no', words: 'no', nomination: 'no' },
      jump: isFullPage && poll !== 'blind' ? 'yes' : 'no',
    })
  })
})
