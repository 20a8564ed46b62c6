import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { argv, exit } from 'node:process'
import { parseSync, Visitor } from 'oxc-parser'
import { holdsOrder } from './biome-rules.ts'
import { type Order, readOrder } from './order.ts'

interface Source {
  /** Relative to the project, with slashes. */
  readonly file: string
  readonly lines: number
  readonly imports: readonly { readonly target: string; readonly line: number }[]
  readonly functions: readonly { readonly line: number; readonly lines: number }[]
}

const roots = ['src', 'commands', 'adapters']

/**
 * What is wrong with the structure of a project, one line each: circles of files and of folders, imports against the
 * order or from one adapter to another, files in no room, functions and files above their limit. Type imports count.
 *
 * @param project The folder that holds `src`, `commands` and `adapters`.
 */
export function findFaults(project: string, order: Order): readonly string[] {
  const files = roots.flatMap((root) => filesBelow(project, root))
  const sources = files.map((file) => readSource(project, file, new Set(files)))
  return [
    ...circlesOf(sources, (file) => file).map((circle) => `circle of files: ${circle.join(' ')}`),
    ...circlesOf(sources, folderOf).map((circle) => `circle of folders: ${circle.join(' ')}`),
    ...sources.flatMap((source) => [
      ...misplaced(source, order),
      ...upward(source, order),
      ...sideways(source, order),
      ...oversized(source, order),
    ]),
  ]
}

/** The files beside the rooms, such as `src/app.ts`, are not a folder: each stands for itself. */
const folderOf = (file: string): string =>
  ['src', 'adapters'].includes(dirname(file)) ? file : dirname(file)

function filesBelow(project: string, folder: string): readonly string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesBelow(project, path)
    return /(?<!\.d)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function readSource(project: string, file: string, files: ReadonlySet<string>): Source {
  const code = readFileSync(join(project, file), 'utf8')
  const { program, module, errors } = parseSync(file, code)
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  const lineAt = (offset: number): number => code.slice(0, offset).split('\n').length
  const requests = [
    ...module.staticImports.map(({ moduleRequest: { value, start } }) => ({ value, start })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest])),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      value: code.slice(start + 1, end - 1),
      start,
    })),
  ]
  const functions: Source['functions'][number][] = []
  const measure = ({ start, end }: { readonly start: number; readonly end: number }): void => {
    functions.push({ line: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 })
  }
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program)
  return {
    file,
    lines: code.split('\n').length - 1,
    imports: requests
      .map(({ value, start }) => ({ target: posix.join(dirname(file), value), line: lineAt(start) }))
      .filter(({ target }) => files.has(target)),
    functions,
  }
}

const isIn = (path: string, file: string): boolean => file === path || file.startsWith(`${path}/`)

/** The position of a file's room, the longest path that fits; −1 if it is in none. */
function rankOf(file: string, { rooms }: Order): number {
  const [room] = rooms
    .filter(({ path }) => isIn(path, file))
    .toSorted((a, b) => b.path.length - a.path.length)
  return room === undefined ? -1 : rooms.indexOf(room)
}

const misplaced = ({ file }: Source, order: Order): readonly string[] =>
  rankOf(file, order) < 0 ? [`in no room: ${file}`] : []

const upward = ({ file, imports }: Source, order: Order): readonly string[] =>
  imports
    .filter(({ target }) => rankOf(target, order) > rankOf(file, order))
    .map(({ target, line }) => `against the order: ${file}:${line} imports ${target}`)

function sideways({ file, imports }: Source, { apart }: Order): readonly string[] {
  const own = apart.find((folder) => isIn(folder, file))
  return imports
    .filter(({ target }) => apart.some((folder) => folder !== own && isIn(folder, target)))
    .filter(() => own !== undefined)
    .map(({ target, line }) => `from one adapter to another: ${file}:${line} imports ${target}`)
}

function oversized({ file, lines, functions }: Source, { limits, tables }: Order): readonly string[] {
  return [
    ...functions
      .filter((one) => one.lines > limits.functionLines)
      .map((one) => `a function of ${one.lines} lines, limit ${limits.functionLines}: ${file}:${one.line}`),
    ...(lines > limits.fileLines && !tables.includes(file)
      ? [`a file of ${lines} lines, limit ${limits.fileLines}: ${file}`]
      : []),
  ]
}

/**
 * The circles among files, or among the groups that `groupOf` puts them in. Strongly connected components: two members
 * are in one circle if each can be reached from the other.
 */
function circlesOf(
  sources: readonly Source[],
  groupOf: (file: string) => string,
): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>()
  for (const { file, imports } of sources) {
    const from = groupOf(file)
    const targets = next.get(from) ?? new Set()
    for (const { target } of imports) if (groupOf(target) !== from) targets.add(groupOf(target))
    next.set(from, targets)
  }
  const reachable = new Map([...next.keys()].map((member) => [member, reachableFrom(member, next)]))
  const reaches = (from: string, to: string) => reachable.get(from)?.has(to) === true
  const circles = [...next.keys()]
    .filter((member) => reaches(member, member))
    .map((member) => [...next.keys()].filter((other) => reaches(member, other) && reaches(other, member)))
  return [...new Map(circles.map((circle) => [circle.join(' '), circle])).values()]
}

function reachableFrom(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [start]
  for (let member = open.pop(); member !== undefined; member = open.pop())
    for (const target of next.get(member) ?? [])
      if (!found.has(target)) {
        found.add(target)
        open.push(target)
      }
  return found
}

if (import.meta.main) {
  const project = argv[2] ?? '.'
  const order = readOrder(project)
  const faults = [
    ...findFaults(project, order),
    ...(holdsOrder(project, order)
      ? []
      : ['biome.rooms.json does not hold the order of docs/rooms.json: npm run fix']),
  ]
  for (const fault of faults) console.error(fault)
  console.log(
    faults.length === 0
      ? 'The rooms are in order.'
      : `${faults.length} faults; see docs/architecture.md, section 2.`,
  )
  if (faults.length > 0) exit(1)
}
