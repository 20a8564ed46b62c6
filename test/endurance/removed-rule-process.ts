import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Answer } from '../../src/chat/answer.ts'
import type { Part } from '../../src/chat/view.ts'
import type { Mismatch } from '../poll/optional-answers-mismatches.ts'
import { type Edit, removedRules } from './removed-rules.ts'

// Runs the table of optional answers on the product without one rule, whose name is given; prints what differs as JSON.

const [, , name] = process.argv
const rule = Object.values(removedRules)
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

const { readState, states } = await import('../poll/optional-answers.ts')
const { shownIn } = await import('../poll/optional-answers-table.ts')
const { mismatchesIn } = await import('../poll/optional-answers-mismatches.ts')
type State = keyof typeof states

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
if (removedRules.saying.includes(rule)) {
  const shown = ['names', 'names, too few answers', 'anonymous', 'names, second round'] as const
  const read = []
  for (const state of shown) read.push(await readState(state))
  // Without ids, by which a test finds its own poll.
  said.all = read
    .flatMap((one) => [one.results, one['export csv']])
    .join('\n')
    .replaceAll(/p_[a-z0-9]{10}/g, '')
}

const mismatches: Partial<Record<State, readonly Mismatch[]>> = {}
let places: readonly string[] = []
for (const state of Object.keys(states) as State[]) {
  const read = await readState(state)
  places = Object.keys(read)
  mismatches[state] = mismatchesIn(shownIn[state], read)
}
if (waiting.size > 0) throw new Error(`Not loaded: ${[...waiting].map(({ file }) => file).join(', ')}`)
console.log(JSON.stringify({ places, mismatches }))
