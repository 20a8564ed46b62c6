import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  type ModalSubmitInteraction,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import type { Field } from '../../../src/chat/answer.ts'
import { choicesOf, labelOf, lineUnder } from '../../../src/chat/field-words.ts'
import { fileTypes } from '../../../src/chat/file-types.ts'
import { counted, listed } from '../../../src/chat/text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { emptyChoice } from '../../shared/empty-choice.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { toMarkdown } from '../format/text.ts'

/**
 * An intro that is short enough stands under the first step's last field, where it takes none of the step's parts. It is
 * there whatever is filled in or refused, so that each step keeps its fields.
 */
function shortIntro({ form: { intro = [], isIntroFirst, fields } }: PendingForm): string | undefined {
  const [only = '', ...others] = intro
  const last = fields.slice(0, limits.modalParts).at(-1)
  const hasRoom = last !== undefined && last.note === undefined
  return hasRoom && isIntroFirst !== true && others.length === 0 && only.length <= limits.fieldDescription
    ? only
    : undefined
}

/** The paragraphs above the fields take one of the first step's parts. */
const introParts = (pending: PendingForm): number =>
  (pending.form.intro ?? []).length > 0 && shortIntro(pending) === undefined ? 1 : 0

/** The index of a step's first field. */
const startOf = (pending: PendingForm, step: number): number =>
  step === 0 ? 0 : step * limits.modalParts - introParts(pending)

/** The fields that the form's current step shows. */
const fieldsOf = (pending: PendingForm): readonly Field[] =>
  pending.form.fields.slice(startOf(pending, pending.step), startOf(pending, pending.step + 1))

/** Whether there are more fields after the current step. */
export const hasNextStep = (pending: PendingForm): boolean =>
  pending.form.fields.length > startOf(pending, pending.step + 1)

/** Whether fields after the current step have values that the person hasn't seen yet, or need some. */
export const hasUnseenValues = (pending: PendingForm): boolean =>
  pending.form.fields
    .slice(startOf(pending, pending.step + 1))
    .some(({ hint, value = '' }) => value !== '' || hint.required)

/** The step that shows a field; the first one if none does. */
export const stepOf = (pending: PendingForm, name: string): number => {
  const index = pending.form.fields.findIndex((field) => field.name === name)
  const first = limits.modalParts - introParts(pending)
  return index < first ? 0 : 1 + Math.floor((index - first) / limits.modalParts)
}

/** A form's current step as a modal, its fields filled in with their values so far. */
export function toModal(pending: PendingForm, customId: string): APIModalInteractionResponseCallbackData {
  const { form, step } = pending
  const intro = introParts(pending) > 0 && step === 0 ? (form.intro ?? []) : []
  const note = step === 0 ? shortIntro(pending) : undefined
  const fields = fieldsOf(pending)
  return {
    custom_id: customId,
    title: truncate(step === 0 ? form.title : labels.laterStep, limits.modalTitle),
    components: [
      ...(intro.length === 0
        ? []
        : [
            {
              type: ComponentType.TextDisplay,
              content: truncate(intro.map(toMarkdown).join('\n\n'), limits.text),
            } as const,
          ]),
      ...fields.map((field, i) => toLabel(field, field.note ?? (i === fields.length - 1 ? note : undefined))),
    ],
  }
}

/** A field with its label; its description is its fault, or its hint and its note. Without room for both, the note. */
function toLabel(field: Field, note: string | undefined): APILabelComponent | APITextDisplayComponent {
  const { name } = labelOf(field.hint)
  if (isCrowd(field))
    return {
      type: ComponentType.TextDisplay,
      content: toMarkdown(`${name}: ${crowdWords(field.value)}`),
    }
  const both = lineUnder({ hint: field.hint, ...(note !== undefined && { note }) })
  const usual = both !== undefined && both.length > limits.fieldDescription ? (note ?? both) : both
  const description = field.fault === undefined ? usual : labels.fault(field.fault)
  return {
    type: ComponentType.Label,
    label: truncate(name, limits.fieldLabel),
    ...(description && { description: truncate(description, limits.fieldDescription) }),
    component: toInput(field),
  }
}

/** Whether a field has more people than can be chosen in a form. They stay as they are, since a select would drop some. */
const isCrowd = ({ hint, value }: Field): boolean =>
  hint.kind === 'people' && readIds(value).length > limits.selectOptions

/** No field is required here: the command checks that itself, and its refusal keeps what was filled in. */
function toInput({ name, hint, value }: Field): APIComponentInLabel {
  switch (hint.kind) {
    case 'choice': {
      const options = choicesOf(hint).map(([choice, label, meaning]) => ({
        value: choice === '' ? emptyChoice : choice,
        label: truncate(label, limits.selectLabel),
        ...(meaning !== undefined && { description: truncate(meaning, limits.fieldDescription) }),
        ...(choice === (value ?? '') && { default: true }),
      }))
      return options.length <= limits.radioOptions
        ? { type: ComponentType.RadioGroup, custom_id: name, options, required: false }
        : {
            type: ComponentType.StringSelect,
            custom_id: name,
            options: options.slice(0, limits.selectOptions),
            required: false,
          }
    }
    case 'flag':
      return { type: ComponentType.Checkbox, custom_id: name, default: value === 'yes' }
    case 'people': {
      const { Role, User } = SelectMenuDefaultValueType
      const any = { custom_id: name, required: false, min_values: 0, max_values: limits.selectOptions }
      const chosen = readIds(value)
      return hint.takesGroups === true
        ? {
            type: ComponentType.MentionableSelect,
            ...any,
            default_values: chosen.map(({ id, isRole }) => ({ id, type: isRole ? Role : User })),
          }
        : {
            type: ComponentType.UserSelect,
            ...any,
            default_values: chosen.map(({ id }) => ({ id, type: User })),
          }
    }
    case 'file':
      return {
        type: ComponentType.FileUpload,
        custom_id: name,
        min_values: 1,
        max_values: 1,
        required: true,
        file_types: fileTypes.map((ending) => `.${ending}` as const),
      }
    case 'text':
    case 'long-text':
      return {
        type: ComponentType.TextInput,
        custom_id: name,
        style: hint.kind === 'text' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        required: false,
        max_length: Math.min(hint.limit ?? 300, limits.textInput),
        ...(hint.empty !== undefined && { placeholder: truncate(hint.empty, limits.placeholder) }),
        ...(value !== undefined &&
          value !== '' && { value: truncate(value, Math.min(hint.limit ?? 300, limits.textInput)) }),
      }
  }
}

/** The users and roles that a field names. */
const readIds = (people = ''): readonly { readonly id: string; readonly isRole: boolean }[] =>
  people.split(',').flatMap((one) => {
    // A role that was chosen in this form is a mention still.
    const [, start, id] = /^(discord:@?|<@&)(\d+)>?$/.exec(one) ?? []
    return id === undefined ? [] : [{ id, isRole: start !== 'discord:' }]
  })

/** "40 people and 1 role" */
function crowdWords(value: string | undefined): string {
  const roles = readIds(value).filter(({ isRole }) => isRole).length
  const people = readIds(value).length - roles
  return listed([counted(people, 'person', 'people'), ...(roles === 0 ? [] : [counted(roles, 'role')])])
}

/** The form with the submitted values filled in, which may have no fault any more; the fields of other steps keep theirs. */
export function fillForm(
  pending: PendingForm,
  { fields }: Pick<ModalSubmitInteraction, 'fields'>,
): PendingForm {
  const { form } = pending
  const shownFields = new Set(fieldsOf(pending).map(({ name }) => name))
  const filled = form.fields.map((field) => {
    if (!shownFields.has(field.name)) return field
    const { fault: _, value = '', ...rest } = field
    return { ...rest, value: readField(fields, field.name) ?? value }
  })
  return { ...pending, form: { ...form, fields: filled } }
}

const readChoice = (value: string | null | undefined): string => (value === emptyChoice ? '' : (value ?? ''))

/** @returns a field's submitted value as text; `undefined` if it wasn't submitted. */
function readField(fields: ModalSubmitInteraction['fields'], name: string): string | undefined {
  const field = fields.fields.get(name)
  switch (field?.type) {
    case ComponentType.RadioGroup:
      return readChoice(field.value)
    case ComponentType.Checkbox:
      return field.value ? 'yes' : ''
    case ComponentType.StringSelect:
      return readChoice(field.values[0])
    case ComponentType.UserSelect:
      return field.values.map((id) => `discord:${id}`).join(',')
    case ComponentType.MentionableSelect:
      return field.values.map((id) => (field.roles?.has(id) ? `<@&${id}>` : `discord:${id}`)).join(',')
    case ComponentType.FileUpload:
      return field.attachments.first()?.url ?? ''
    case ComponentType.TextInput:
      return field.value
    default:
      return undefined
  }
}
