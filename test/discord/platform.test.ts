import { describe, expect, test } from 'vitest'
import { isOfficialHere, officialFaults } from '../platforms/discord/official.ts'
import { formFaults, MessageBody, messageFaults } from '../platforms/discord/rules.ts'
import { schemaFaults } from '../platforms/discord/schemas.ts'

const text = (content: string) => ({ type: 10, content })
const button = (custom_id: string) => ({ type: 2, style: 2, label: 'Press', custom_id })
const message = (components: readonly object[], more: object = {}) => ({
  components,
  flags: 1 << 15,
  allowed_mentions: { parse: [] },
  ...more,
})
const faults = (body: object) => messageFaults(MessageBody.parse(body), [])

describe('the loopback Discord', () => {
  test('takes a message that is all right', () => {
    const body = message([text('Hello'), { type: 1, components: [button('a'), button('b')] }])
    expect(faults(body)).toEqual([])
    expect(schemaFaults('message', body)).toEqual([])
  })

  test.each([
    ['content beside components', message([text('x')], { content: 'x' })],
    ['4,001 characters', message([text('x'.repeat(4001))])],
    ['41 components', message(Array.from({ length: 41 }, () => text('x')))],
    ['ids that are not unique', message([{ type: 1, components: [button('a'), button('a')] }])],
    ['an id of 101 characters', message([{ type: 1, components: [button('a'.repeat(101))] }])],
    ['six buttons in a row', message([{ type: 1, components: [...'abcdef'].map(button) }])],
    [
      'a picture that isn’t attached',
      message([{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }]),
    ],
    ['a file that is shown nowhere', message([text('x')], { attachments: [{ id: '0', filename: 'a.png' }] })],
    ['pings', message([text('x')], { allowed_mentions: undefined })],
  ])('refuses %s', (_, body) => {
    expect(faults(body)).not.toEqual([])
  })

  test('refuses forms with six parts or a long title', () => {
    expect(
      formFaults(
        'Title',
        Array.from({ length: 6 }, () => ({ type: 18 })),
      ),
    ).not.toEqual([])
    expect(formFaults('x'.repeat(46), [{ type: 18 }])).not.toEqual([])
  })

  test('refuses what the package’s schemas refuse', () => {
    expect(schemaFaults('message', { components: [{ type: 10, content: 5 }] })).not.toEqual([])
    expect(schemaFaults('thread', { name: '' })).not.toEqual([])
  })

  test.skipIf(!isOfficialHere)('refuses what Discord’s own description refuses', () => {
    expect(officialFaults('message', message([text('Hello')]))).toEqual([])
    expect(officialFaults('message', { components: [{ type: 10, content: 5 }] })).not.toEqual([])
    expect(officialFaults('commands', [{ description: 'no name' }])).not.toEqual([])
    expect(officialFaults('callback', { type: 99 })).not.toEqual([])
  })
})
