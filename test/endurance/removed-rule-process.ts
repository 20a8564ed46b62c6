import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Answer } from '../../src/chat/answer.ts'
import type { Part } from '../../src/chat/view.ts'
import { type Edit, removedRules } from './removed-rules.ts'
import { removedRulesInSessions } from './removed-rules-in-sessions.ts'

// Runs a table of optional answers, that of polls or that of sessions, on the product without one rule, whose name is given; prints
// what differs as JSON.

const [, , table, name] = process.argv
const isOfSessions = table === 'sessions'
const rules = isOfSessions ? removedRulesInSessions : removedRules
const rule = Object.values(rules)
  .flat()
  .find((one) => one.rule === name)
if (rule === undefined) throw new Error(`No such rule: ${name}`)

const root = join(import.meta.dirname, '../..')
const toUrl = ({ file }: Edit): string => pathToFileURL(join(root, file)).href
const waiting = new Set(rule.edits)
registerHooks({
  load(url, context, next) {
    const edits = rule.edits.filter((edit) => toUrl(edit) === url)
    const loaded = next(url, context)
    if (edits.length === 0) return loaded
    const source = edits.reduce(withEdit, String(loaded.source))
    for (const edit of edits) waiting.delete(edit)
    return { ...loaded, source }
  },
})

function withEdit(source: string, { file, from, to }: Edit): string {
  const [before, after, ...more] = source.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`Not once in ${file}: ${from}`)
  return `${before}${to}${after}`
}

const polls = await import('../poll/optional-answers.ts')
const { mismatchesIn } = await import('../poll/optional-answers-mismatches.ts')

/** All that a way out says too much, once it is known. */
const said = {
  all: '',
  withAll: (answer: Answer): Answer => withPart(answer, { kind: 'text', text: said.all }),
  /** Its drawing says it, too, where each drawing does. */
  withPicture: (answer: Answer): Answer => {
    const drawing = { tag: 'g', attributes: {}, children: [] }
    const picture = { key: 'all', alt: said.all, width: 1, height: 1, drawing, details: [] }
    return withPart(answer, { kind: 'picture', picture })
  },
}

const withPart = (answer: Answer, part: Part): Answer =>
  answer.kind === 'shown' && said.all !== ''
    ? { ...answer, view: { ...answer.view, parts: [...answer.view.parts, part] } }
    : answer

Object.defineProperty(globalThis, 'all', { get: () => said.all })
Object.assign(globalThis, { withAll: said.withAll, withPicture: said.withPicture })
if ((rules.saying as readonly unknown[]).includes(rule)) said.all = await whatIsShown()

/** The words of each part, as answers show them: without anything by which a test finds a message. */
async function whatIsShown(): Promise<string> {
  const shown = ['names', 'names, too few answers', 'anonymous', 'names, second round'] as const
  const read = []
  for (const state of shown) read.push(await polls.readState(state))
  const text = read.flatMap((one) => [one.results, one['export json'], one['export csv']]).join('\n')
  const words = Object.values(polls.marks).flatMap((mark) => text.match(new RegExp(mark, 'g')) ?? [])
  return [...new Set(words)].join(' ')
}

const read = isOfSessions ? await readSessions() : await readPolls()

async function readPolls() {
  const { shownIn } = await import('../poll/optional-answers-table.ts')
  return readEach(polls.states, shownIn, polls.readState)
}

async function readSessions() {
  const { readState, states } = await import('../reading/optional-answers-in-sessions.ts')
  const { shownInSessions } = await import('../reading/optional-answers-in-sessions-table.ts')
  return readEach(states, shownInSessions, readState)
}

async function readEach<State extends string>(
  states: Readonly<Record<State, unknown>>,
  table: Readonly<Record<State, Parameters<typeof mismatchesIn>[0]>>,
  readState: (state: State) => Promise<Readonly<Record<string, string>>>,
) {
  const read = []
  for (const state of Object.keys(states) as State[]) {
    const places = await readState(state)
    const mismatches = mismatchesIn(table[state], places)
    read.push({ state, places: Object.keys(places), mismatches })
  }
  return read
}

if (waiting.size > 0) throw new Error(`Not loaded: ${[...waiting].map(({ file }) => file).join(', ')}`)
console.log(JSON.stringify(read))
