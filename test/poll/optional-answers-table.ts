import type { Part, State } from './optional-answers.ts'

const json = ['export json', 'poll page, full.json', 'paper page, full.json']
const csv = ['export csv', 'poll page, full.csv']
const markdown = ['poll page, full.md', 'paper page, full.md']
const report = ['results', 'poll page, full']
const said = ['messages', ...report]
/** Where the counts of a poll stand without its people. */
const countsJson = ['poll page, counts.json', 'paper page, counts.json']
const countsMarkdown = ['poll page, counts.md', 'paper page, counts.md']
const countsPage = 'poll page, counts'
const countsRows = [...countsJson, 'poll page, counts.csv']
const inAll = [...said, ...json, ...markdown]
/** Where pictures of a poll with its people stand. Cards for previews are pictures of counts. */
const pictures = [
  ...['messages', 'results', 'paper'].map((place) => `${place}, pictures`),
  ...['poll page, full.svg', 'paper page, full.svg'],
]
/** Where alternative texts stand beside such pictures; those in files have theirs with them. */
const altTexts = ['messages', 'results', 'paper'].map((place) => `${place}, alt texts`)
const drawn = [...said, 'paper', ...pictures]
const inCounts = [countsPage, ...countsJson, ...countsMarkdown]
const settled = [...inAll, ...inCounts, 'paper', 'paper page, full', 'paper page, counts']
/** Where the names and words of people stand who are hidden on pages. */
const reportInChat = ['messages', 'results', 'export json']
const saidInChat = [...reportInChat, 'export csv']
const inChat = ['messages', 'results', 'paper']
const drawnInChat = [...inChat, ...inChat.map((place) => `${place}, pictures`)]
/** Where a crux stands besides once the sides of its round share it. */
const shared = ['paper', 'paper page, full']

/**
 * Where each part stands in each state. Whatever is not named here shows it nowhere: not in other answers, on pages, in
 * previews and feeds, in the data of others, and in logs.
 */
export const shownIn: Readonly<Record<State, Partial<Readonly<Record<Part, readonly string[]>>>>> = {
  blind: {},
  'anonymous, open': {},
  'anonymous, too few votes': {},
  'blind, second round': {},
  'names, second round, too few answers': {},
  'anonymous, second round, too few answers': {},
  'names, second round': { 'was it settled': settled },
  'anonymous, second round': { 'was it settled': settled },
  names: {
    'depth, counts': [...report, countsPage],
    'depth, of a voter': [...json, ...csv, ...countsRows],
    'hollow marks': [...drawn, ...altTexts],
    'hollow marks, drawn': drawn,
    'depth split': [...said, ...markdown, countsPage, ...countsMarkdown],
    'crux, text': [...inAll, ...csv, ...shared],
    'crux, name': [...inAll, ...csv],
    'mine too, totals': [...inAll, ...shared],
    'mine too, sides': [...inAll, ...shared],
    'expected, means': [...said, ...markdown, countsPage, ...countsMarkdown],
    'expected, of a voter': [...json, ...csv, ...countsRows],
    'why they differ': [...said, ...json, countsPage, ...countsJson],
  },
  'names, hidden on pages': {
    'depth, counts': [...report, countsPage],
    'depth, of a voter': [...json, ...csv, ...countsRows],
    'hollow marks': [...drawnInChat, ...altTexts],
    'hollow marks, drawn': drawnInChat,
    'depth split': [...said, ...markdown, countsPage, ...countsMarkdown],
    'crux, text': [...saidInChat, 'paper'],
    'crux, name': saidInChat,
    'mine too, totals': [...reportInChat, 'paper'],
    'mine too, sides': [...reportInChat, 'paper'],
    'expected, means': [...said, ...markdown, countsPage, ...countsMarkdown],
    'expected, of a voter': [...json, ...csv, ...countsRows],
    'why they differ': [...said, ...json, countsPage, ...countsJson],
  },
  'names, too few answers': {
    'depth, counts': [...said, ...markdown, countsPage, ...countsMarkdown],
    'depth, of a voter': [...json, ...csv, ...countsRows],
    'crux, text': [...inAll, ...csv],
    'crux, name': [...inAll, ...csv],
    'expected, hits': [...said, ...markdown, countsPage, ...countsMarkdown],
    'expected, of a voter': [...json, ...csv, ...countsRows],
  },
  anonymous: {
    'depth, counts': [...inAll, ...inCounts],
    'crux, text': [...inAll, 'find', ...shared],
    'mine too, totals': [...inAll, ...shared],
    'mine too, sides': [...inAll, ...shared],
    'expected, totals': [...inAll, ...inCounts],
    'why they differ': [...said, ...json, countsPage, ...countsJson],
  },
  'anonymous, too few answers': {
    'crux, text': [...inAll, 'find'],
    'mine too, totals': [...report, ...json, ...markdown],
  },
}
