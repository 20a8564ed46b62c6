import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { themes } from '../../src/picture/theme.ts'

test('the page has the colours of the pictures, every role in both themes', () => {
  const css = readFileSync(join(import.meta.dirname, '../../adapters/web/page/style/theme.css'), 'utf8')
  const found = [...css.matchAll(/--grid-([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\);/g)]
  const roles = found.map(([, role, light, dark]) => [role, light, dark])
  const dark: Readonly<Record<string, string>> = themes.dark
  const expected = Object.entries(themes.light).map(([role, colour]) => [
    role,
    colour.toLowerCase(),
    dark[role]?.toLowerCase(),
  ])
  expect(roles.toSorted()).toEqual(expected.toSorted())
})
