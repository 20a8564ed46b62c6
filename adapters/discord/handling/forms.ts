import type { ModalSubmitInteraction } from 'discord.js'
import type { Refusal } from '../../../src/chat/answer.ts'
import { type Call, encodeCall } from '../../../src/chat/call.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import type { Button } from '../../../src/chat/view.ts'
import { type ControlStore, formCommand } from '../../shared/control-store.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { toSpaceId } from '../client/channels.ts'
import { toPersonId } from '../client/members.ts'
import { labels } from '../format/labels.ts'
import { fillForm, hasNextStep, stepOf, toModal } from './form.ts'
import type { DiscordInteraction } from './interaction.ts'

type ShownForm = Omit<PendingForm, 'person' | 'space'>

/** Shows a form's current step as the first response to the interaction, while it is stored. */
export async function showForm(
  interaction: Exclude<DiscordInteraction, ModalSubmitInteraction>,
  shown: ShownForm,
  controlStore: ControlStore,
): Promise<void> {
  const pending = toPending(interaction, shown)
  const { call, saved } = controlStore.keepForm(pending)
  await Promise.all([interaction.showModal(toModal(pending, encodeCall(call))), saved])
}

/** Stores a form that can't be shown now. @returns the call that opens it. */
export const putFormAside = (
  interaction: DiscordInteraction,
  shown: ShownForm,
  controlStore: ControlStore,
): Promise<Call> => controlStore.saveForm(toPending(interaction, shown))

const toPending = (interaction: DiscordInteraction, shown: ShownForm): PendingForm => ({
  ...shown,
  person: toPersonId(interaction.user.id),
  space: toSpaceId(interaction),
})

/** @returns the form as it was submitted; `undefined` if it is no longer stored. */
export async function readSubmittedForm(
  interaction: ModalSubmitInteraction,
  controlStore: ControlStore,
): Promise<PendingForm | undefined> {
  const person = toPersonId(interaction.user.id)
  const { call } = (await controlStore.readControl(interaction.customId, person)) ?? {}
  const pending = call && isFormCall(call) ? await controlStore.readForm(call, person) : undefined
  return pending && fillForm(pending, interaction)
}

/** Whether a call continues a form instead of being for the bot. */
export const isFormCall = ({ command }: Call): boolean => command === formCommand

/** The button that opens the next step of a submitted form. After the last step there is no button, and the form is no longer stored. */
export async function createNextButtons(
  submitted: PendingForm,
  controlStore: ControlStore,
): Promise<readonly Button[]> {
  const { id, person, step } = submitted
  if (hasNextStep(submitted)) {
    const call = await controlStore.saveForm({ ...submitted, step: step + 1 })
    return [{ label: labels.nextPart, style: 'primary', call }]
  }
  if (id !== undefined) await controlStore.removeForm(id, person)
  return []
}

/** The button that opens a refused form again, as it was filled in, at the first field that was refused, with each marked. */
export async function createFixButton(
  submitted: PendingForm,
  { happened, remedy, fields: faults }: Refusal,
  controlStore: ControlStore,
): Promise<Button> {
  const { form } = submitted
  const faulty = form.fields.find(({ name }) => faults[name] !== undefined)
  const step = faulty === undefined ? submitted.step : stepOf(submitted, faulty.name)
  const fields = form.fields.map((field) => {
    const fault = faults[field.name]
    return fault === undefined ? field : { ...field, fault }
  })
  // The last paragraph names faults that may be gone.
  const isAboutFaults = form.isToCheck === true && form.isIntroFirst === true
  const before = isAboutFaults ? (form.intro ?? []).slice(0, -1) : undefined
  const intro = before && [...before, `${toPlainText(happened)} ${toPlainText(remedy)}`]
  const marked = { ...form, fields, ...(intro && { intro }) }
  return {
    label: labels.fixForm,
    style: 'primary',
    call: await controlStore.saveForm({ ...submitted, form: marked, step }),
  }
}
