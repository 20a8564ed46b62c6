import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import type { Field } from '../../../src/chat/answer.ts'
import { capitalise } from '../../../src/chat/text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { PendingForm } from '../../shared/control-store.ts'
import { limits } from '../format/limits.ts'

/** The fields that the form's current step shows. */
const fieldsOf = ({ form, step }: PendingForm): readonly Field[] =>
  form.fields.slice(step * limits.modalParts, (step + 1) * limits.modalParts)

/** Whether there are more fields after the current step. */
export const hasNextStep = ({ form, step }: PendingForm): boolean =>
  form.fields.length > (step + 1) * limits.modalParts

/** A form's current step as a modal, its fields filled in with their values so far. */
export function toModal(formState: PendingForm, customId: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title: truncate(formState.form.title, limits.modalTitle),
    components: fieldsOf(formState).map(toLabel),
  }
}

/** A label of the form "Name: more" is split: the name labels the field, the rest is its description. */
function toLabel(field: Field): APILabelComponent {
  const [name = '', ...rest] = field.hint.label.split(': ')
  const more = rest.join(': ')
  return {
    type: ComponentType.Label,
    label: truncate(name, limits.fieldLabel),
    ...(more !== '' && {
      description: truncate(capitalise(more), limits.fieldDescription),
    }),
    component: toInput(field),
  }
}

/** No field is required here: the command checks that itself, and its refusal keeps what was filled in. */
function toInput({ name, hint, value }: Field): APIComponentInLabel {
  switch (hint.kind) {
    case 'choice': {
      const options = Object.entries(hint.values ?? {}).map(([choice, label]) => ({
        value: choice,
        label: truncate(label, limits.selectLabel),
        ...(choice === value && { default: true }),
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
    case 'people':
      return {
        type: ComponentType.UserSelect,
        custom_id: name,
        required: false,
        min_values: 0,
        max_values: limits.selectOptions,
        default_values: readUserIds(value).map((id) => ({
          id,
          type: SelectMenuDefaultValueType.User as const,
        })),
      }
    case 'text':
    case 'long-text':
      return {
        type: ComponentType.TextInput,
        custom_id: name,
        style: hint.kind === 'text' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        required: false,
        max_length: Math.min(hint.limit ?? 300, limits.textInput),
        ...(value !== undefined &&
          value !== '' && { value: truncate(value, Math.min(hint.limit ?? 300, limits.textInput)) }),
      }
  }
}

const readUserIds = (people = ''): readonly string[] =>
  people
    .split(',')
    .flatMap((id) => (id.startsWith('discord:') ? [id.slice('discord:'.length)] : []))
    .slice(0, limits.selectOptions)

/** The form with the submitted values filled in; the fields of other steps keep theirs. */
export function fillForm(
  { form, step, place }: PendingForm,
  { fields }: Pick<ModalSubmitInteraction, 'fields'>,
): PendingForm {
  const shownFields = new Set(fieldsOf({ form, step }).map(({ name }) => name))
  const filled = form.fields.map((field) =>
    shownFields.has(field.name)
      ? { ...field, value: readField(fields, field.name) ?? field.value ?? '' }
      : field,
  )
  return { form: { ...form, fields: filled }, step, place }
}

/** @returns a field's submitted value as text; `undefined` if it wasn't submitted. */
function readField(fields: ModalSubmitInteraction['fields'], name: string): string | undefined {
  const field = fields.fields.get(name)
  switch (field?.type) {
    case ComponentType.RadioGroup:
      return field.value ?? ''
    case ComponentType.Checkbox:
      return field.value ? 'yes' : ''
    case ComponentType.StringSelect:
      return field.values[0] ?? ''
    case ComponentType.UserSelect:
      return field.values.map((id) => `discord:${id}`).join(',')
    case ComponentType.TextInput:
      return field.value
    default:
      return undefined
  }
}
