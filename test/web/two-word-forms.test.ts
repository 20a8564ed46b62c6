import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Call } from '../../src/chat/call.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

test('people named in a form of a two-word command are found', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.press(callOf(await ada.type('/grid reading schedule wed 17:00 UTC'), 'Confirm'))

  const opened = await ada.press({ command: 'fill', args: { call: 'reading-facilitators' } })
  if (opened.kind !== 'form') throw new Error('No form was opened')
  expect(opened.fields.map(({ name }) => name)).toContain('order')

  const submitted = await ada.press({ command: opened.submit.command, args: { order: '@Ben, cleo' } })
  expect(submitted).toMatchObject({ kind: 'shown' })
  expect(submitted.kind === 'shown' ? textOf(submitted.view) : '').toContain('1.: Ben\n2.: Cleo')
})

/** The call of the button with this label. */
function callOf(reply: Reply, label: string): Call {
  const buttons = reply.kind === 'shown' ? buttonsOf(reply.view) : []
  const button = buttons.find((one) => one.label === label)
  if (button === undefined) throw new Error(`There is no button ${label}`)
  return button.call
}
