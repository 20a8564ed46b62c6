import { ButtonStyle, ComponentType } from 'discord.js'
import type { Call } from '../../../src/chat/call.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Button, LinkButton, Part } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { limits } from './limits.ts'

/** Leaves room for the suffix that makes an id unique within its message. */
const maxIdLength = limits.customId - 4

export type ToCustomId = (call: Call) => string

type Buttons = Extract<Part, { kind: 'buttons' }>['buttons']

/** Rows of at most five buttons. */
export function toButtonRows(buttons: Buttons, toCustomId: ToCustomId) {
  const count = Math.ceil(buttons.length / limits.buttonsPerRow)
  return Array.from({ length: count }, (_, row) => ({
    type: ComponentType.ActionRow as const,
    components: buttons
      .slice(row * limits.buttonsPerRow, (row + 1) * limits.buttonsPerRow)
      .map((button) => toButton(button, toCustomId)),
  }))
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const

export function toButton(button: Button | LinkButton, toCustomId: ToCustomId) {
  const label = truncate(button.label, limits.buttonLabel)
  if ('url' in button)
    return { type: ComponentType.Button as const, style: ButtonStyle.Link as const, label, url: button.url }
  const { call, style } = button
  return {
    type: ComponentType.Button as const,
    style: style === undefined ? (ButtonStyle.Secondary as const) : styles[style],
    label,
    custom_id: toCustomId(call),
  }
}

/** A menu, whose choice makes a call. */
export function toSelect({ label, choices }: Extract<Part, { kind: 'choices' }>, toCustomId: ToCustomId) {
  const options = choices.slice(0, limits.selectOptions).map((choice) => ({
    label: truncate(choice.label, limits.selectLabel),
    value: toCustomId(choice.call),
  }))
  return {
    type: ComponentType.ActionRow as const,
    components: [
      {
        type: ComponentType.StringSelect as const,
        custom_id: toCustomId({ command: 'choose', args: {} }),
        placeholder: truncate(label, limits.selectLabel),
        options,
      },
    ],
  }
}

/** Makes ids unique within a message, as Discord requires, by a suffix that {@link stripIdSuffix} removes. */
export function createIdWriter(encodeControl: EncodeControl): ToCustomId {
  const used = new Map<string, number>()
  return (call) => {
    const id = encodeControl(call, maxIdLength)
    const times = (used.get(id) ?? 0) + 1
    used.set(id, times)
    return times === 1 ? id : `${id}#${times}`
  }
}

/** A control's id without the suffix that made it unique. */
export const stripIdSuffix = (customId: string): string => customId.replace(/#\d+$/, '')
