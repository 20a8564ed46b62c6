import { expect, test } from 'vitest'
import { toMarkdown } from '../../adapters/discord/format/text.ts'
import { toRichText } from '../../adapters/slack/format/text.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import type { Text } from '../../src/chat/view.ts'

const time = Date.parse('2026-12-02T16:00:00Z')
const text: Text = ['Wed 2 Dec, 17:00 (Berlin)', { time, as: 'own', zone: 'Europe/Berlin' }]

test('a start by the group’s clock is followed by the reader’s own where a platform shows that', () => {
  expect(toMarkdown(text)).toContain(` · <t:${time / 1000}:f> (your time)`)
  expect(toRichText(text)).toMatchObject([
    { text: 'Wed 2 Dec, 17:00 (Berlin)' },
    { text: ' · ' },
    { type: 'date', timestamp: time / 1000 },
    { text: ' (your time)' },
  ])
  expect(toPlainText(text)).toBe('Wed 2 Dec, 17:00 (Berlin)')
})
