import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findFaults } from './house.ts'
import type { Order } from './order.ts'

const order: Order = {
  rooms: [
    { path: 'src/chat' },
    { path: 'src/poll' },
    { path: 'src/app.ts' },
    { path: 'commands' },
    { path: 'adapters/one' },
    { path: 'adapters/two' },
    { path: 'adapters' },
  ],
  apart: ['adapters/one', 'adapters/two'],
  limits: { functionLines: 120, fileLines: 250 },
  tables: ['src/poll/table.ts'],
}

const projects: string[] = []
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true })
})

/** The faults of a project that consists of these files. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const project = mkdtempSync(join(tmpdir(), 'rooms-'))
  projects.push(project)
  for (const root of ['src', 'commands', 'adapters']) mkdirSync(join(project, root), { recursive: true })
  for (const [file, code] of Object.entries(files)) {
    mkdirSync(join(project, dirname(file)), { recursive: true })
    writeFileSync(join(project, file), code)
  }
  return findFaults(project, order)
}

const lines = (count: number) => `export function long() {\n${'  run()\n'.repeat(count - 2)}}\n`

test('a tree in order has no fault', () => {
  const faults = faultsOf({
    'src/chat/view.ts': 'export type View = string\n',
    'src/poll/poll.ts': "import type { View } from '../chat/view.ts'\nexport const view: View = ''\n",
    'src/app.ts': "import { view } from './poll/poll.ts'\nexport const app = () => view\n",
    'adapters/one/index.ts': "export { app } from '../../src/app.ts'\n",
    'adapters/start.ts': "import './one/index.ts'\n",
  })
  expect(faults).toEqual([])
})

test('an import upwards is a fault, also of a type, from an export and at run time', () => {
  const faults = faultsOf({
    'src/poll/poll.ts': 'export type Poll = string\nexport const poll = 1\n',
    'src/chat/type.ts': "import type { Poll } from '../poll/poll.ts'\nexport type Chat = Poll\n",
    'src/chat/export.ts': "export { poll } from '../poll/poll.ts'\n",
    'src/chat/load.ts': "\nexport const load = () => import('../poll/poll.ts')\n",
  })
  expect(faults).toEqual([
    'against the order: src/chat/export.ts:1 imports src/poll/poll.ts',
    'against the order: src/chat/load.ts:2 imports src/poll/poll.ts',
    'against the order: src/chat/type.ts:1 imports src/poll/poll.ts',
  ])
})

test('two files in a circle are a fault, also when only types go round', () => {
  const faults = faultsOf({
    'src/poll/a.ts': "import type { B } from './b.ts'\nexport type A = B | 1\n",
    'src/poll/b.ts': "import type { A } from './a.ts'\nexport type B = A | 2\n",
    'src/poll/c.ts': "import type { A } from './a.ts'\nexport type C = A\n",
  })
  expect(faults).toEqual(['circle of files: src/poll/a.ts src/poll/b.ts'])
})

test('two folders in a circle are a fault, although no files are', () => {
  const faults = faultsOf({
    'src/poll/in/a.ts': "import { b } from '../out/b.ts'\nexport const a = b\n",
    'src/poll/in/d.ts': 'export const d = 1\n',
    'src/poll/out/b.ts': 'export const b = 1\n',
    'src/poll/out/c.ts': "import { d } from '../in/d.ts'\nexport const c = d\n",
  })
  expect(faults).toEqual(['circle of folders: src/poll/in src/poll/out'])
})

test('an import from one adapter to another is a fault, from the outermost floor it is not', () => {
  const faults = faultsOf({
    'adapters/one/index.ts': 'export const one = 1\n',
    'adapters/two/index.ts': "import { one } from '../one/index.ts'\nexport const two = one\n",
    'adapters/platforms.ts': "import './one/index.ts'\nimport './two/index.ts'\n",
  })
  expect(faults).toEqual([
    'from one adapter to another: adapters/two/index.ts:1 imports adapters/one/index.ts',
  ])
})

test('a file in no room is a fault', () => {
  expect(faultsOf({ 'src/utils.ts': 'export {}\n' })).toEqual(['in no room: src/utils.ts'])
})

test('a function of 121 lines is a fault, of 120 it is not', () => {
  expect(faultsOf({ 'src/poll/a.ts': lines(120) })).toEqual([])
  expect(faultsOf({ 'src/poll/a.ts': `\n${lines(121)}` })).toEqual([
    'a function of 121 lines, limit 120: src/poll/a.ts:2',
  ])
})

test('a file of 251 lines is a fault, of 250 it is not, and a table may be longer', () => {
  expect(faultsOf({ 'src/poll/a.ts': '\n'.repeat(250), 'src/poll/table.ts': '\n'.repeat(900) })).toEqual([])
  expect(faultsOf({ 'src/poll/a.ts': '\n'.repeat(251) })).toEqual([
    'a file of 251 lines, limit 250: src/poll/a.ts',
  ])
})
