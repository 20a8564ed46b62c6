import type { types } from '@slack/bolt'
import type { Refusal } from '../../../src/chat/answer.ts'
import { limits } from '../format/limits.ts'
import { toOption } from '../format/option.ts'
import { toPlain, toPlainTextElement } from '../format/text.ts'
import type { Element } from './read.ts'
import { writeInstant } from './time-picker.ts'

/**
 * The question about an option that has several meanings, with each of them to choose.
 *
 * @returns `undefined` if the refusal is no such question, or its answers have no room.
 */
export function createQuestion(
  { happened, remedy, instead }: Refusal,
  { actionId, inThread }: { readonly actionId: string; readonly inThread: boolean },
): types.InputBlock | undefined {
  const values = instead?.values ?? []
  if (instead === undefined || values.length === 0 || values.length > limits.radioOptions) return undefined
  if (values.some(({ value }) => value.length > limits.optionValue)) return undefined
  return {
    type: 'input',
    block_id: `${instead.option}.meant`,
    optional: true,
    label: toPlainTextElement(toPlain(happened, { inThread }), limits.label),
    hint: toPlainTextElement(toPlain(remedy, { inThread }), limits.label),
    element: {
      type: 'radio_buttons',
      action_id: actionId,
      options: values.map(({ label, value }) => toOption(label, value)),
    },
  }
}

/**
 * The value that was chosen in a block beside the input of an option: a moment that was picked, or one of its meanings.
 *
 * @returns `undefined` for the input itself; empty if nothing was chosen.
 */
export function readBeside(
  block: string,
  { selected_option, selected_date_time }: Element,
): readonly (readonly [name: string, value: string])[] | undefined {
  const name = /^(.+)\.(?:picked|meant)$/.exec(block)?.[1]
  if (name === undefined) return undefined
  if (selected_option != null) return [[name, selected_option.value]]
  return selected_date_time == null ? [] : [[name, writeInstant(selected_date_time)]]
}
