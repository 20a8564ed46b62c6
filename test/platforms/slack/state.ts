import { type Block, elementsOf } from './blocks.ts'
import type { Element, Option } from './elements.ts'
import type { Channel } from './entities.ts'

/** What somebody filled in, by block or action id: '' takes away what was there. */
export type Values = Readonly<Record<string, string>>

interface Filling {
  readonly values?: Values
  /** Where the person is, for a select of the current conversation. */
  readonly channel?: Channel | undefined
  /** What was suggested, for selects that look for their options. */
  readonly suggested?: readonly Option[]
}

/** What all inputs say, as Slack delivers it: by block and action, given or else initial. */
export function stateOf(
  blocks: readonly Block[],
  filling: Filling = {},
): Readonly<Record<string, Readonly<Record<string, object>>>> {
  return Object.fromEntries(
    blocks.flatMap(({ block_id: id = '', ...block }) => {
      const entries = elementsOf(block).flatMap((element) => {
        const { action_id: action = '' } = element
        const state = stateOfElement(element, filling.values?.[id] ?? filling.values?.[action], filling)
        return state === undefined ? [] : [[action, { type: element.type, ...state }] as const]
      })
      return entries.length === 0 ? [] : [[id, Object.fromEntries(entries)] as const]
    }),
  )
}

function stateOfElement(element: Element, given: string | undefined, { channel, suggested = [] }: Filling) {
  switch (element.type) {
    case 'button':
    case 'overflow':
      return undefined
    case 'plain_text_input': {
      const value = given ?? element.initial_value ?? ''
      return { value: value === '' ? null : value }
    }
    case 'file_input':
      return { files: given === undefined ? [] : [{ id: given, name: 'votes.csv', mimetype: 'text/csv' }] }
    case 'static_select': {
      const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []
      return { selected_option: chosen(options, given, element.initial_option) }
    }
    case 'radio_buttons':
      return { selected_option: chosen(element.options, given, element.initial_option) }
    case 'external_select': {
      const made = { text: { type: 'plain_text', text: given ?? '', emoji: true }, value: given ?? '' }
      const found = suggested.find(({ value, text }) => value === given || text.text === given) ?? made
      return {
        selected_option: given === undefined ? (element.initial_option ?? null) : given === '' ? null : found,
      }
    }
    case 'checkboxes': {
      if (given === undefined) return { selected_options: element.initial_options ?? [] }
      const values = given.split(',')
      return {
        selected_options: element.options.filter(({ value }) => given === 'yes' || values.includes(value)),
      }
    }
    case 'datepicker':
      return { selected_date: (given ?? element.initial_date) || null }
    case 'datetimepicker': {
      const initial = element.initial_date_time ?? null
      return { selected_date_time: given === undefined ? initial : given === '' ? null : Number(given) }
    }
    case 'users_select':
      return { selected_user: (given ?? element.initial_user) || null }
    case 'multi_users_select':
      return {
        selected_users: given?.split(',').filter((user) => user !== '') ?? element.initial_users ?? [],
      }
    case 'conversations_select': {
      const current = element.default_to_current_conversation === true ? channel?.id : undefined
      return { selected_conversation: (given ?? element.initial_conversation ?? current) || null }
    }
  }
}

function chosen<One extends { readonly value: string; readonly text: { readonly text: string } }>(
  options: readonly One[],
  given: string | undefined,
  initial: One | undefined,
): One | null {
  if (given === undefined) return initial ?? null
  if (given === '') return null
  const found = options.find(({ value, text }) => value === given || text.text === given)
  if (found === undefined) throw new Error(`There is no option ${given}`)
  return found
}

const isEmpty = (state: object) =>
  Object.values(state).every((value) => value === null || (Array.isArray(value) && value.length === 0))

/** What the app itself says before it sends a form, by block id: Slack lets nobody send inputs that miss what they need. */
export function formFaults(
  blocks: readonly Block[],
  values: ReturnType<typeof stateOf>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      if (block.type !== 'input') return []
      const { block_id: id = '', element, optional } = block
      const { type: _, ...state } = { type: '', ...values[id]?.[element.action_id ?? ''] }
      if (isEmpty(state)) return optional === true ? [] : [[id, 'Please complete this required field.']]
      const length = 'value' in state && typeof state.value === 'string' ? state.value.length : 0
      if (element.type !== 'plain_text_input') return []
      if (length > (element.max_length ?? 3000))
        return [[id, `Must be at most ${element.max_length ?? 3000} characters.`]]
      return length < (element.min_length ?? 0)
        ? [[id, `Must be at least ${element.min_length} characters.`]]
        : []
    }),
  )
}
