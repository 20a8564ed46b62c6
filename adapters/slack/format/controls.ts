import type { types } from '@slack/bolt'
import type { Button, Part } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { limits } from './limits.ts'
import { plainText } from './text.ts'

/** What can be pressed in a part, a row a block; each control carries its call. */
export function controlsOf(part: Part, toControl: EncodeControl): types.ActionsBlock[] {
  if (part.kind === 'buttons')
    return chunked(part.buttons, limits.actions).map((buttons) => ({
      type: 'actions',
      elements: buttons.map((button, i) => buttonOf(button, i, toControl)),
    }))
  return part.kind === 'choices' && part.choices.length > 0
    ? [{ type: 'actions', elements: [selectOf(part, toControl)] }]
    : []
}

function chunked<One>(all: readonly One[], size: number): readonly (readonly One[])[] {
  const count = Math.ceil(all.length / size)
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size))
}

const buttonOf = ({ label, call, style }: Button, index: number, toControl: EncodeControl): types.Button => ({
  type: 'button',
  action_id: `call.${index}`,
  text: plainText(label, limits.buttonText),
  value: toControl(call, limits.buttonValue),
  ...(style !== undefined && { style }),
})

const selectOf = (
  { label, choices }: Extract<Part, { kind: 'choices' }>,
  toControl: EncodeControl,
): types.StaticSelect => ({
  type: 'static_select',
  action_id: 'choose',
  placeholder: plainText(label, limits.placeholder),
  options: choices.slice(0, limits.options).map((choice) => ({
    text: plainText(choice.label, limits.optionText),
    value: toControl(choice.call, limits.optionValue),
  })),
})
