import type { types } from '@slack/bolt'
import type { Field, Form } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { choicesOf, labelOf, lineUnder } from '../../../src/chat/field-words.ts'
import { fileTypes } from '../../../src/chat/file-types.ts'
import type { Hint } from '../../../src/chat/option.ts'
import type { View } from '../../../src/chat/view.ts'
import type { EncodeControl } from '../../shared/control-store.ts'
import { emptyChoice } from '../../shared/empty-choice.ts'
import { toPersonId, toUserId } from '../client/ids.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { toOption } from '../format/option.ts'
import { toPlainTextElement } from '../format/text.ts'
import { type BlockOptions, toBlocks } from '../format/write.ts'
import { readBeside } from './beside.ts'
import type { Element } from './read.ts'
import { createDatePicker, createMomentPicker, wordsOf } from './time-picker.ts'

/** The field for the channel, in forms that were opened outside one. */
export const channelField = 'in-channel'

interface ModalOptions {
  readonly team: string
  readonly submitLabel: string
  readonly metadata: string
  readonly hasChannelField: boolean
  /** The channel that is chosen already. */
  readonly channel?: string | undefined
  /** A question before the fields. */
  readonly question?: types.InputBlock
  /** Whether a field offers suggestions. */
  readonly isSuggested: (field: Field) => boolean
}

/** A form as Slack's modal, with the values that are known. */
export function toModal(
  { title, intro = [], fields }: Form,
  { team, submitLabel, metadata, hasChannelField, channel, question, isSuggested }: ModalOptions,
): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    title: toPlainTextElement(title, limits.viewTitle),
    submit: toPlainTextElement(submitLabel, limits.viewTitle),
    close: toPlainTextElement(labels.cancel, limits.viewTitle),
    private_metadata: metadata,
    blocks: [
      ...(intro.length === 0 ? [] : [createIntroBlock(intro)]),
      ...(question === undefined ? [] : [question]),
      ...(hasChannelField ? [createChannelBlock(channel)] : []),
      ...fields.flatMap((field) => [
        toInputBlock(field, team, isSuggested(field)),
        ...(field.hint.when === 'moment' ? [createMomentPicker(field, actionId)] : []),
      ]),
    ],
  }
}

/** A modal that shows a view, without fields. */
export function toNoteModal(
  view: View,
  metadata: string,
  encodeControl: EncodeControl,
  options: BlockOptions = {},
): types.ModalView {
  return {
    type: 'modal',
    title: toPlainTextElement(labels.appName, limits.viewTitle),
    close: toPlainTextElement(labels.close, limits.viewTitle),
    private_metadata: metadata,
    blocks: toBlocks(view, encodeControl, options).slice(0, limits.viewBlocks),
  }
}

/** The modal that is opened at once, while the form isn't ready. */
export const toLoadingModal = (metadata: string): types.ModalView => ({
  type: 'modal',
  title: toPlainTextElement(labels.appName, limits.viewTitle),
  close: toPlainTextElement(labels.close, limits.viewTitle),
  private_metadata: metadata,
  blocks: [{ type: 'section', text: toPlainTextElement(labels.loading, limits.section) }],
})

/** One field. Slack marks what may be left out, and refuses an empty field that may not before the form is sent. */
function toInputBlock(field: Field, team: string, isSuggested: boolean): types.InputBlock {
  const { name } = labelOf(field.hint)
  const more = field.fault === undefined ? (lineUnder(field) ?? '') : labels.fault(field.fault)
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.hint.required || field.hint.unusedWith !== undefined,
    label: toPlainTextElement(name, limits.label),
    ...(more !== '' && {
      hint: toPlainTextElement(more, limits.label),
    }),
    element: toInputElement(field, team, isSuggested),
  }
}

export const actionId = 'field'

function toInputElement(field: Field, team: string, isSuggested: boolean): types.InputBlock['element'] {
  const { hint } = field
  const value = wordsOf(field)
  switch (hint.kind) {
    case 'choice': {
      const options = choicesOf(hint).map(([choice, label, meaning]) =>
        toOption(label, choice || emptyChoice, meaning),
      )
      const chosen = options.find((one) => one.value === (value || emptyChoice))
      const initial = chosen && { initial_option: chosen }
      return options.length <= limits.radioOptions
        ? { type: 'radio_buttons', action_id: actionId, options, ...initial }
        : {
            type: 'static_select',
            action_id: actionId,
            options: options.slice(0, limits.options),
            ...initial,
          }
    }
    case 'flag': {
      const yes = toOption(labels.yes, 'yes')
      return {
        type: 'checkboxes',
        action_id: actionId,
        options: [yes],
        ...(value === 'yes' && { initial_options: [yes] }),
      }
    }
    case 'people': {
      const users = value.split(',').flatMap((id) => toUserId(team, id) ?? [])
      return {
        type: 'multi_users_select',
        action_id: actionId,
        ...(users.length > 0 && { initial_users: users }),
      }
    }
    case 'file':
      return { type: 'file_input', action_id: actionId, filetypes: [...fileTypes], max_files: 1 }
    case 'text':
    case 'long-text': {
      const datePicker = createDatePicker(field, actionId)
      if (datePicker !== undefined) return datePicker
      if (isSuggested && value.length <= limits.optionValue)
        return {
          type: 'external_select',
          action_id: actionId,
          min_query_length: 0,
          ...(value !== '' && { initial_option: toOption(value, value) }),
        }
      const maxLength = Math.min(hint.limit ?? 300, limits.input)
      return {
        type: 'plain_text_input',
        action_id: actionId,
        multiline: hint.kind === 'long-text',
        max_length: maxLength,
        ...(hint.empty !== undefined && {
          placeholder: toPlainTextElement(hint.empty, limits.placeholder),
        }),
        ...(value !== '' && { initial_value: value.slice(0, maxLength) }),
      }
    }
  }
}

const createIntroBlock = (intro: readonly string[]): types.SectionBlock => ({
  type: 'section',
  text: toPlainTextElement(intro.join('\n\n'), limits.section),
})

const createChannelBlock = (channel: string | undefined): types.InputBlock => ({
  type: 'input',
  block_id: channelField,
  optional: false,
  label: toPlainTextElement(labels.channel, limits.label),
  hint: toPlainTextElement(labels.channelHint, limits.label),
  element: {
    type: 'conversations_select',
    action_id: actionId,
    default_to_current_conversation: true,
    response_url_enabled: true,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channel !== undefined && { initial_conversation: channel }),
  },
})

/** The call that a form submits, with the values of its fields. */
export function toSubmittedCall(submit: Call, filled: ReadonlyMap<string, Element>, team: string): Call {
  const blocks = [...filled].filter(([block]) => block !== channelField)
  const beside = blocks.flatMap(([block, element]) => readBeside(block, element) ?? [])
  const inputs = blocks
    .filter(([block, element]) => readBeside(block, element) === undefined)
    .map(([name, element]) => [name, textOf(element, team)] as const)
  // A choice beside an input comes before its words.
  const args = { ...submit.args, ...Object.fromEntries(inputs), ...Object.fromEntries(beside) }
  return { command: submit.command, args }
}

function textOf({ type, files, selected_users: users, ...given }: Element, team: string): string {
  switch (type) {
    case 'checkboxes':
      return (given.selected_options ?? []).length > 0 ? 'yes' : ''
    case 'file_input':
      return files?.[0]?.id ?? ''
    case 'multi_users_select':
      return (users ?? []).map((user) => toPersonId(team, user)).join(',')
    default:
      return given.selected_option?.value === emptyChoice
        ? ''
        : (given.selected_option?.value ?? given.selected_date ?? given.value ?? '')
  }
}

/** The parts of a sent form that are shown again. */
interface Sent {
  readonly title: string
  readonly intro: readonly string[]
  /** The text under its fields, by their names. */
  readonly under: ReadonlyMap<string, string>
  /** The names of its fields. */
  readonly inputs: readonly string[]
}

/** The note in the text under a field; '' if that is only its hint or its fault. */
function noteIn(text: string, hint: Hint): string {
  if (text.startsWith(labels.fault(''))) return ''
  const { hint: usual = '' } = labelOf(hint)
  return text.startsWith(usual) ? text.slice(usual.length).replace(/^\.? /, '') : text
}

/** The form again with the values that were sent, so that the user can fix them. */
export function rebuildForm(
  { title, intro, under, inputs }: Sent,
  call: Call,
  hints: Readonly<Record<string, Hint>>,
): Form {
  const fields = inputs.flatMap((name) => {
    const hint = hints[name]
    if (hint === undefined) return []
    const note = noteIn(under.get(name) ?? '', hint)
    return [{ name, hint, value: call.args[name] ?? '', ...(note !== '' && { note }) }]
  })
  const names = new Set(fields.map(({ name }) => name))
  const rest = Object.entries(call.args).filter(([name]) => !names.has(name))
  const submit = { command: call.command, args: Object.fromEntries(rest) }
  return { kind: 'form', title, intro, submit, fields }
}
