import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { isLater, readNotes } from './notes.ts'

const log = (unreleased: string) => `# Changelog\n\n## Unreleased\n${unreleased}\n## 0.1.0\n\n- First.\n`

describe('the notes of a release', () => {
  test('are what is under the Unreleased head, which is empty afterwards', () => {
    expect(readNotes(log('\n- One.\n- Two,\n  in two lines.\n'), '0.2.0', '2026-12-01')).toEqual({
      notes: '- One.\n- Two,\n  in two lines.',
      changelog:
        '# Changelog\n\n## Unreleased\n\n## 0.2.0 · 2026-12-01\n\n- One.\n- Two,\n  in two lines.\n\n## 0.1.0\n\n- First.\n',
    })
  })

  test('are none with nothing under it, or without it', () => {
    expect(readNotes(log(''), '0.2.0', '2026-12-01')).toBeUndefined()
    expect(readNotes('# Changelog\n\n## 0.1.0\n\n- First.\n', '0.2.0', '2026-12-01')).toBeUndefined()
  })

  test('can be made of CHANGELOG.md as it is', () => {
    const changelog = readFileSync(join(import.meta.dirname, '../../CHANGELOG.md'), 'utf8')
    expect(changelog).toContain('\n## Unreleased\n')
    expect(changelog).toContain(`\n## ${manifest.version}`)
  })
})

test.each([
  ['0.2.0', '0.1.0', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.99.99', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['0.2', '0.1.0', false],
  ['v0.2.0', '0.1.0', false],
  ['', '0.1.0', false],
])('%s is later than %s: %s', (version, than, expected) => {
  expect(isLater(version, than)).toBe(expected)
})
