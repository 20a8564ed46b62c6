import { type Answer, refusalOf } from '../../../src/chat/answer.ts'
import { formCommand } from '../../shared/control-store.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { formExpired } from '../client/errors.ts'
import { toPersonId } from '../client/ids.ts'
import type { Delivery } from './delivery.ts'
import { readMetadata } from './metadata.ts'
import type { readPress } from './read.ts'
import { type ResponseDeps, respond, toRefusal, unknownCall } from './respond.ts'

/** Responds to a press: the call of its control, or a stored form that is opened again. */
export async function respondToPress(
  deps: ResponseDeps,
  delivery: Delivery,
  { control, metadata }: ReturnType<typeof readPress>,
): Promise<void> {
  const { controlStore, formOpener } = deps
  const { user } = delivery.actor
  const { team } = delivery.workspace
  const from = metadata === '' ? undefined : (await readMetadata(metadata, team, user, controlStore))?.from
  const person = toPersonId(team, user)
  const { call, place } = (await controlStore.readControl(control, person)) ?? {}
  const actor = { ...delivery.actor, ...from, about: place ?? from?.about }
  if (call?.command !== formCommand) return respond(deps, { ...delivery, actor }, () => call ?? unknownCall)
  const stored = await controlStore.readForm(call, person)
  const formDelivery = { ...delivery, actor: { ...actor, about: stored?.place ?? actor.about } }
  return formOpener.open(formDelivery, call, reopen(deps, formDelivery, stored))
}

/** A stored form, unless it is about a place that the user doesn't see any more. */
async function reopen(
  { callerReader }: ResponseDeps,
  { workspace, actor }: Delivery,
  stored: PendingForm | undefined,
): Promise<Answer> {
  if (stored === undefined) return refusalOf(formExpired())
  try {
    await callerReader.readCaller(workspace, actor)
    return stored.form
  } catch (fault) {
    return toRefusal(fault)
  }
}
