import { Marked, type Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { type PostDialect, postDialects } from '../../src/export/post-dialect.ts'
import { outsidePost, type PostFacts, postRounds, sessionPost } from '../../src/export/session-post.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { toCountsOnly } from '../../src/poll/counts-only.ts'
import { disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const dialects = Object.keys(postDialects) as PostDialect[]

const stances: readonly Stance[] = [
  { kind: 'placement', row: 0, column: 2 },
  { kind: 'placement', row: 0, column: 2 },
  { kind: 'placement', row: 1, column: 2 },
  { kind: 'applications' },
]

/** A session whose every text is what somebody typed. */
function postWith(typed: string, dialect: PostDialect, more: Partial<PostFacts> = {}): string {
  const poll = disclose({
    poll: {
      id: PollId.parse('p_0000000000'),
      paper: { id: PaperId.parse('title:it'), title: typed, authors: [typed] },
      opener: { name: typed },
      visibility: 'names',
      questions: [],
      openedAt: 0,
      rounds: [{ number: 1, state: 'closed', blind: false, tally: tallyOf(stances) }],
    },
    ballots: [
      new Map(
        stances.map((stance, i) => [
          VoterId.parse(`table:p${i}`),
          { answers: { stance, why: 'MARKER why' }, name: 'MARKER name' },
        ]),
      ),
    ],
  })
  const counts = toCountsOnly(poll)
  return sessionPost(
    {
      paper: { ...poll.paper, url: 'https://arxiv.org/abs/2312.06942', year: 2023 },
      poll: counts,
      rounds: postRounds(counts),
      settle: typed,
      picture: { alt: typed, url: 'https://grid.example/p/0.png' },
      reasons: [
        { text: typed, from: typed },
        { text: `${typed}\n${typed}`, from: typed },
      ],
      questions: [{ text: typed, votes: 2 }],
      attachments: [{ kind: 'recording', url: 'https://example.org/talk?a=(1)&b=<2>', at: 0 }],
      credits: [`${typed} led the session.`],
      date: '2 Dec 2026',
      ...more,
    },
    dialect,
  )
}

const marked = new Marked({ gfm: true })

function walk(markdown: string): readonly Token[] {
  const tokens: Token[] = []
  marked.walkTokens(marked.lexer(markdown), (token) => {
    tokens.push(token)
  })
  return tokens
}

/** What a post leads to and has as HTML, as a reader of Markdown finds it. */
function read(markdown: string) {
  const tokens = walk(markdown)
  const links = tokens.flatMap((token) =>
    token.type === 'link' || token.type === 'image' ? [token.href] : [],
  )
  const html = tokens.flatMap((token) => (token.type === 'html' ? [token.raw.trim()] : []))
  return { links, html, text: marked.parse(markdown, { async: false }) }
}

const meant = [
  'https://www.lesswrong.com/posts/67fNBeHrjdrZZNDDK/defining-alignment-research',
  'https://arxiv.org/abs/2312.06942',
  'https://grid.example/p/0.png',
  'https://example.org/talk?a=(1)&b=%3C2%3E',
]
const details = ['<details>\n<summary>Reasons</summary>', '</details>']

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</details>',
  '[evil](https://evil.example)',
  '![evil](https://evil.example/i.png)',
  '](<https://evil.example>)',
  '[evil]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  'ada@evil.example',
  'mailto:ada@evil.example',
  '<https://evil.example>',
  '&#60;b&#62;',
  '\n# Heading\n',
  '\n---\n',
  '\n```\n',
  '\n    code\n',
  '\n> quote',
  '| a | b |\n| --- | --- |',
  '*a* _b_ ~c~ `d` $e$',
  '@ada @org/team #12 GH-12',
  '\u202edir',
]

describe('a post about a session', () => {
  test.each(dialects)('has its parts in order on %s', (dialect) => {
    const post = postWith('It', dialect)
    const parts = [
      '# It: where we placed it, and what would settle it',
      '[Defining alignment research](<https://www.lesswrong.com/',
      '[It](<https://arxiv.org/abs/2312.06942>) · It · 2023',
      'Round 1: 4 votes. ',
      '![It](<https://grid.example/p/0.png>)',
      dialect === 'forum' ? '- Engineering × Worst-case: 2\n' : '| Engineering | 0 | 0 | 2 |\n',
      'pplications research: 1',
      'Approach: split',
      '**To settle:** It',
      '> It',
      'It (2)',
      '[Recording](<https://example.org/talk?a=(1)&b=%3C2%3E>)',
      'Credits: It led the session.',
      'Made with Cruxgrid from 4 votes on 2 Dec 2026.',
    ]
    const found = parts.map((part) => post.indexOf(part))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    expect(post.includes('<details>')).toBe(dialect === 'github')
    expect(post.includes('| --- |')).toBe(dialect !== 'forum')
    expect(post).not.toContain('MARKER')
  })

  test.each(dialects)(
    'links to what is meant and has no HTML of its own on %s, whatever people type',
    (dialect) => {
      const random = seeded(dialects.indexOf(dialect) + 1)
      const pick = () => hostile[Math.floor(random() * hostile.length)] ?? ''
      const texts = [...hostile, ...Array.from({ length: repeats(20, 2000) }, () => pick() + pick() + pick())]
      for (const typed of texts) {
        const { links, html, text } = read(postWith(typed, dialect))
        expect(links, typed).toEqual(meant)
        expect(html, typed).toEqual(dialect === 'github' ? details : [])
        expect(text, typed).not.toMatch(
          /<(?!\/?(?:h1|p|a|img|ul|li|blockquote|table|thead|tbody|tr|th|td|strong|details|summary|br)\b)/,
        )
      }
    },
  )

  test('mentions nobody and no issue on GitHub, and leaves what looks like a mention as text elsewhere', () => {
    const typed = '@ada @org/team #12 GH-12'
    expect(postWith(typed, 'github')).not.toMatch(/@(?!\u200b)|#(?=\d)|GH(?=-)/)
    for (const dialect of ['forum', 'notion'] as const)
      expect(read(postWith(typed, dialect)).text).toContain('@ada @org/team #12 GH-12')
  })

  test('without an address for the picture says where it goes, and who has not answered outside the post', () => {
    expect(postWith('It', 'forum', { picture: { alt: 'It' } })).toContain(
      '\n\n(picture: attach grid.png)\n\n',
    )
    expect(outsidePost(0)).toBe('\n')
    expect(outsidePost(1)).toBe('\n\n---\n\n1 person has not answered yet; ask for it again later.\n')
    expect(outsidePost(2)).toContain('2 people have not answered yet; ask for it again later.')
  })
})
