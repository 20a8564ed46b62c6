import { expect, test } from 'vitest'
import { approach, caseFocus, levels } from '../../src/grid/axes.ts'
import { readLevel } from '../../src/grid/read-level.ts'

test.each(
  [approach, caseFocus].flatMap((axis) =>
    levels.flatMap((level) =>
      [axis.levels, axis.plain, axis.short].map((names) => [names[level], axis, level] as const),
    ),
  ),
)('“%s” is read as its level', (name, axis, level) => {
  expect(readLevel(axis, name)).toBe(level)
  expect(readLevel(axis, ` ${name.toUpperCase()} `)).toBe(level)
})

test.each([
  ['0', 0],
  ['2', 2],
  ['3', undefined],
  ['12', undefined],
  ['behaviourist science', 1],
  ['Behaviour', 1],
  ['en', undefined],
  ['engineer', 0],
  ['engineered', undefined],
  ['average', undefined],
  ['Unsure', 'unsure'],
  ['uns', undefined],
  ['', undefined],
])('“%s” of approach is %s', (text, level) => {
  expect(readLevel(approach, text)).toBe(level)
})

test.each([
  ['avg-case', 0],
  ['average case', 0],
  ['worst_case', 2],
  ['pessimistic', 1],
  ['case', undefined],
])('“%s” of case is %s', (text, level) => {
  expect(readLevel(caseFocus, text)).toBe(level)
})
