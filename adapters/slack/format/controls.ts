import type { types } from '@slack/bolt'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Button, LinkButton, Part } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { limits } from './limits.ts'
import { toPlainTextElement } from './text.ts'

/** The buttons or choices of a part, one block per row. Each control carries its call. */
export function toActionBlocks(part: Part, encodeControl: EncodeControl): types.ActionsBlock[] {
  if (part.kind === 'buttons')
    return splitIntoChunks(part.buttons, limits.actions).map((buttons) => ({
      type: 'actions',
      elements: buttons.map((button, i) => toButton(button, i, encodeControl)),
    }))
  return part.kind === 'choices' && part.choices.length > 0
    ? [{ type: 'actions', elements: [toSelect(part, encodeControl)] }]
    : []
}

function splitIntoChunks<One>(all: readonly One[], size: number): readonly (readonly One[])[] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size))
}

export function toButton(
  button: Button | LinkButton,
  index: number,
  encodeControl: EncodeControl,
): types.Button {
  const text = toPlainTextElement(button.label, limits.buttonText)
  if ('url' in button) return { type: 'button', action_id: `link.${index}`, text, url: button.url }
  const { call, style, name } = button
  return {
    type: 'button',
    action_id: `call.${index}`,
    text,
    value: encodeControl(call, limits.buttonValue),
    ...(style !== undefined && { style }),
    ...(name !== undefined && { accessibility_label: truncate(name, limits.buttonName) }),
  }
}

const toSelect = (
  { label, choices }: Extract<Part, { kind: 'choices' }>,
  encodeControl: EncodeControl,
): types.StaticSelect => ({
  type: 'static_select',
  action_id: 'choose',
  placeholder: toPlainTextElement(label, limits.placeholder),
  options: choices.slice(0, limits.options).map((choice) => ({
    text: toPlainTextElement(choice.label, limits.optionText),
    value: encodeControl(choice.call, limits.optionValue),
  })),
})
