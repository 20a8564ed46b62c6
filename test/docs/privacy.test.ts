import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8')

test('the privacy page says whom to write to, and where the keys of this version are', () => {
  expect(page).toContain('`CONTACT`')
  expect(page).toContain('`KEY_FILE`')
  expect(page).toContain('`ANONYMITY_KEY`')
  const { CONTACT, DATABASE_URL } = readConfig({ CONTACT: 'me@example.org' })
  expect([CONTACT, DATABASE_URL]).toEqual(['me@example.org', 'sqlite:data/cruxgrid.db'])
})

test('the privacy page has every row of what a person leaves behind', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| '))
  for (const words of [
    'anonymous votes',
    'the key of',
    'deny list',
    'forms',
    'buttons',
    'were sent',
    'falls due',
    'playground',
  ])
    expect(
      rows.some((row) => row.includes(words)),
      words,
    ).toBe(true)
  expect(page).not.toContain('90 days for the buttons of reminders')
})
