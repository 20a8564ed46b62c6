import { randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { toMessage } from '../../adapters/discord/format/write.ts'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { seasonMarkdown } from '../../src/export/season-markdown.ts'
import { levels } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { type Paper, PaperId } from '../../src/paper/paper.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'
import { Group, Past } from '../../src/reading/group.ts'
import { seasonOf } from '../../src/reading/season.ts'
import { writeDate } from '../../src/time/write-time.ts'
import { seasonView } from '../../src/views/reading/season-view.ts'
import { componentsOf, MessageBody } from '../platforms/discord/rules.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const dayMs = 86_400_000
const from = Date.parse('2026-01-07T17:00:00Z')

/** What people typed about one session. */
interface Typed {
  readonly title: string
  readonly name: string
  readonly said: string
  readonly url?: string
}

const group = Group.parse({
  v: 1,
  id: 'g_0000000000',
  name: 'Reading group',
  place: { platform: 'table', space: SpaceId.parse('table:round'), channel: 'main' },
  scheduledAt: 0,
  plannedUntil: 0,
  offsets: {},
  votes: 'open',
  poll: 'at-start',
  revote: 'open',
  expect: [],
  organisers: [],
  facilitators: [],
  entries: [],
  removed: [],
  sessions: [],
  season: { name: 'Season 1', from },
  muted: [],
  notes: [],
  revision: 0,
})

const numbered = (i: number): string => String(i).padStart(10, '0')

const paperOf = ({ title, url }: Typed, i: number): Paper => ({
  id: PaperId.parse(`arxiv:${numbered(i)}`),
  title,
  authors: [title],
  ...(url !== undefined && { url }),
})

function pastOf(typed: Typed, i: number): Past {
  const start = from + 7 * dayMs * i
  const facilitator = { id: PersonId.parse(`table:${i}`), name: typed.name }
  return Past.parse({
    v: 1,
    session: {
      id: `s_${numbered(i)}`,
      start,
      date: new Date(start).toISOString().slice(0, 10),
      coming: [],
      notComing: [],
      steps: {},
      reminded: {},
      poll: `p_${numbered(i)}`,
      facilitator,
      notes: typed.said,
    },
    entry: { paper: paperOf(typed, i), isNamed: true, at: 0, votes: [] },
    season: 'Season 1',
    end: 'read',
    at: start,
  })
}

/** Six votes, here and there, each with a reason. */
function pollOf(typed: Typed, i: number) {
  const stances = levels.flatMap((row): Stance[] => [
    { kind: 'placement', row, column: 0 },
    { kind: 'placement', row, column: i % 2 === 0 ? 0 : 2 },
  ])
  const ballots = stances.map(
    (stance, voter) =>
      [
        VoterId.parse(`v_${voter}`),
        { answers: { stance, why: typed.said }, person: { name: typed.name } },
      ] as const,
  )
  return disclose({
    poll: {
      id: PollId.parse(`p_${numbered(i)}`),
      paper: paperOf(typed, i),
      opener: { name: typed.name },
      visibility: 'names',
      questions: [],
      openedAt: from + 7 * dayMs * i,
      rounds: [{ number: 1, state: 'closed', blind: false, tally: tallyOf(stances) }],
    },
    ballots: [new Map(ballots)],
  })
}

const seasonWith = (typed: readonly Typed[]) =>
  seasonOf({
    group,
    name: 'Season 1',
    past: typed.map(pastOf),
    polls: new Map(typed.map(pollOf).map((poll) => [poll.id, poll])),
    pageOf: (poll) => `https://table.example/p/${poll}`,
    attendances: new Map(),
    now: from,
  })

const pieces = [
  'Title',
  '标题',
  'R&D',
  '😀',
  ' ',
  '[evil](https://evil.example)',
  '![evil](https://evil.example/i.png)',
  '](<https://evil.example>)',
  '[evil]: https://evil.example',
  '[^1]',
  '[ ]',
  '\n# Heading',
  '\n===\n',
  '\n---\n',
  '\n:---\n',
  '# ',
  '- ',
  '+ ',
  '1. ',
  '2) ',
  '> ',
  ' #',
  '    code',
  '\tcode',
  '| a | b |\n| --- | --- |\n',
  '|',
  '`',
  '```\ncode\n',
  '~~~',
  '**bold**',
  '_em_',
  '~~',
  '$x$',
  '<script>alert(1)</script>',
  '<!--',
  '<https://evil.example>',
  'https://evil.example',
  'HTTP://evil.example',
  'www.evil.example',
  'WWW.evil.example',
  'me@evil.example',
  '@everyone',
  '<@123>',
  '<#123>',
  '&lt;',
  '&#64;',
  '\\',
  '!',
  '\0',
  '\ud800',
  '\u2028',
  '\u202e',
]

const seed = randomInt(2 ** 31)
const random = seeded(seed)
const hostile = (): string =>
  Array.from(
    { length: 1 + Math.floor(5 * random()) },
    () => pieces[Math.floor(pieces.length * random())],
  ).join(random() < 0.5 ? '' : ' ')

/** What of a text can be shown on one line. */
const shown = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\u202e/g, '')
    .replace(/[\0\s]+/g, ' ')
    .trim()

const unescaped = (markdown: string): string =>
  markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('\u200b', '')

/** What may begin a line that the file writes itself. */
const ownLine =
  /^(?:#{1,3} |- |\d+\. |> |>$|\| |$|(?=(?:Sessions from|Session on|Facilitators:|Written on|Off the grid|Not placed|No paper|On the grid|Nothing is|Everyone places|In the table|“Steps apart” is|This file) ?))/

/** What is still markup in a line once what is escaped and the file's own links are taken out. */
function markupIn(line: string, urls: ReadonlySet<string>): string[] {
  const [prefix] = ownLine.exec(line) ?? []
  if (prefix === undefined) return [`a line of its own: ${line}`]
  const bare = line
    .slice(prefix.length)
    .replace(/\\[!-/:-@[-`{-~]/g, '·')
    .replace(/\[([^[\]]*)\]\(<([^<>]*)>\)/g, (link, words, url) => (urls.has(url) ? words : link))
  const bars = prefix === '| ' ? bare.replace(/\|(?= )|\|$/g, '') : bare
  return [
    ...(/^(?:[ #>+=:-]|\d+[.)])/.exec(prefix === '| ' ? '' : bare) ?? []),
    ...(bars.match(/[`*_[\]<~#$|\\\p{Cc}\u202a-\u202e]|&#?\w+;|@(?!\u200b)|:\/\/|www\./giu) ?? []),
  ]
}

describe('the file of a season', () => {
  const seasons = repeats(4, 20)
  test(`is forged by none of ${seasons * 50} hostile titles, names and notes (seed ${seed})`, () => {
    for (let season = 0; season < seasons; season++) {
      const typed = Array.from({ length: 50 }, (_, i) => {
        const url = `https://ok.example/${i}?a=b&copy;c=\`|_*`
        return { title: hostile(), name: hostile(), said: hostile(), ...(i % 3 > 0 && { url }) }
      })
      const file = seasonMarkdown(seasonWith(typed))
      const urls = new Set(
        typed.flatMap((_, i) => [
          `https://ok.example/${i}?a=b&amp;copy;c=%60%7C_*`,
          `https://table.example/p/p_${numbered(i)}`,
        ]),
      )
      const lines = file.split('\n')
      for (const line of lines) expect.soft(markupIn(line, urls), line).toEqual([])
      const headings = lines.filter((line) => line.startsWith('### '))
      expect(headings.map((line) => unescaped(line.slice('### 2026-01-07 · '.length)))).toEqual(
        typed.map(({ title }) => shown(title)),
      )
      expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(6 + 50)
      const table = lines.filter((line) => line.startsWith('|'))
      expect(table).toHaveLength(5)
      for (const row of table) expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(5)
    }
  })

  test('leaves a plain title as it is', () => {
    const title = 'AI Control: Improving Safety Despite (Intentional) Subversion, 2.0 – why not?'
    const file = seasonMarkdown(seasonWith([{ title, name: 'Ada Lovelace', said: 'Good.' }]))
    for (const words of [`\n### 2026-01-07 · ${title}\n`, '\n- Facilitator: Ada Lovelace\n', '\n> Good.\n'])
      expect(file).toContain(words)
  })
})

describe('the message of a season of 52 sessions', () => {
  const ordinary: Typed = {
    title: 'Sleeper Agents: Training Deceptive LLMs that Persist Through Safety Training',
    name: 'Ada Lovelace',
    said: 'Because.',
    url: 'https://arxiv.org/abs/2401.05566',
  }
  test.each([
    ['ordinary', ordinary],
    [
      'hostile',
      {
        title: '[*_`'.repeat(75),
        name: '_*'.repeat(100),
        said: '',
        url: `https://a.example/${'x'.repeat(140)}`,
      },
    ],
  ])('with %s titles fits where there is least room, and its file holds everything', (_, typed) => {
    const season = seasonWith(Array(52).fill(typed))
    const file = { name: 'season.md', content: seasonMarkdown(season) }
    const view = seasonView(season, file)
    const { components } = MessageBody.parse(toMessage(view, () => 'id'))
    const text = Array.from(componentsOf(components ?? []), ({ content = [] }) => content)
      .flat()
      .join('\n')
    expect(text.length).toBeLessThanOrEqual(4000)
    expect(text).toMatch(/and 42 others\. Thank you\.$/)
    expect(text.match(/steps apart on average/g)).toHaveLength(5)
    expect(text).toMatch(/\d+ earlier sessions are in the file\./)
    expect(file.content.match(/^### /gm)).toHaveLength(52)
  })

  test('tells the latest sessions', () => {
    const season = seasonWith(Array(52).fill(ordinary))
    const sessions = seasonView(season, { name: 'season.md', content: '' }).parts.findLast(
      (part) => part.kind === 'facts',
    )
    const dates = sessions?.facts.map(({ name }) => name) ?? []
    expect(dates.length).toBeGreaterThanOrEqual(5)
    expect(dates).toEqual(
      season.sessions
        .map(({ past }) => writeDate(past.session.date, Date.parse(season.writtenOn)))
        .toReversed()
        .slice(0, dates.length),
    )
  })
})
