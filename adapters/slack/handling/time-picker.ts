import type { types } from '@slack/bolt'
import type { Field } from '../../../src/chat/answer.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { toPlainTextElement } from '../format/text.ts'

/** An instant as the reader of times takes it. */
export const writeInstant = (seconds: number): string => `<!date^${seconds}^{date}>`

const readInstant = (value: string): number | undefined => {
  const seconds = /^<!date\^(\d+)\^/.exec(value)?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}

/** The value of the input for words; a picked moment is in the picker. */
export const wordsOf = ({ hint, value = '' }: Field): string =>
  hint.when === 'moment' && readInstant(value) !== undefined ? '' : value

/** The picker of a date and time that follows an input for words. */
export function createMomentPicker({ name, value = '' }: Field, actionId: string): types.InputBlock {
  const seconds = readInstant(value)
  return {
    type: 'input',
    block_id: `${name}.picked`,
    optional: true,
    label: toPlainTextElement(labels.orPick, limits.label),
    element: {
      type: 'datetimepicker',
      action_id: actionId,
      ...(seconds !== undefined && { initial_date_time: seconds }),
    },
  }
}

/** The picker of a date; `undefined` if the field holds other words, which it couldn't show. */
export function createDatePicker(
  { hint, value = '' }: Field,
  actionId: string,
): types.InputBlock['element'] | undefined {
  if (hint.when !== 'day' || !/^(?:\d{4}-\d{2}-\d{2})?$/.test(value)) return undefined
  return { type: 'datepicker', action_id: actionId, ...(value !== '' && { initial_date: value }) }
}
