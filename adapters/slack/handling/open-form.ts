import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import { type Answer, type Field, type Form, isRepeat } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { inTime } from '../../../src/chat/in-time.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { openFormView, withCheckLine } from '../../../src/views/form-view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import { type ControlStore, formCommand } from '../../shared/control-store.ts'
import { isTriggerExpired, isViewGone } from '../client/faults.ts'
import { toPersonId, toSpaceId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import { labels } from '../format/labels.ts'
import type { SlackActor } from './actor.ts'
import type { Delivery } from './delivery.ts'
import { toLoadingModal, toModal, toNoteModal } from './form.ts'
import { writeMetadata } from './metadata.ts'
import type { PrivateReplies } from './private-replies.ts'
import { toAddressee } from './read-caller.ts'

/** A trigger opens a form within 3 s: if the fields aren't known by then, the form is opened without them. */
const maxFieldsWaitMs = 500

const OpenedView = z.object({ view: z.object({ id: z.string(), hash: z.string().optional() }) })

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly privateReplies: PrivateReplies
  readonly clock: Pick<Clock, 'pause'>
}

export const createFormOpener = (deps: Deps) => ({
  /**
   * Opens the form that a call is answered with, or shows the answer if it isn't a form.
   *
   * @param call For a button, if no form can be opened from here.
   */
  async open(delivery: Delivery, call: Call, answering: Promise<Answer>): Promise<void> {
    const { privateReplies } = deps
    // To open a form changes nothing.
    await delivery.acknowledge?.()
    if (delivery.actor.trigger === undefined) {
      const answer = await answering
      if (isRepeat(answer)) return
      const view = answer.kind === 'form' ? openFormView(call, answer) : toView(answer)
      return privateReplies.send(delivery, view)
    }
    try {
      await openNow(deps, delivery, { call, answering })
    } catch (fault) {
      if (isViewGone(fault)) return
      if (!isTriggerExpired(fault)) throw fault
      await privateReplies.send(delivery, openFormView(call))
    }
  },
})

export type FormOpener = ReturnType<typeof createFormOpener>

/** Opens the form with the actor's trigger. If the answer takes long, a modal is opened first and filled in later. */
async function openNow(
  deps: Deps,
  delivery: Delivery,
  { call, answering }: { readonly call: Call; readonly answering: Promise<Answer> },
): Promise<void> {
  const { workspace, actor } = delivery
  const stored = call.command === formCommand ? call.args.id : undefined
  // A pause and not a limit: what comes later is shown, too.
  const early = await inTime(answering, maxFieldsWaitMs, { limit: deps.clock.pause })
  if (early !== undefined && isRepeat(early)) return
  if (early !== undefined && early.kind !== 'form') return deps.privateReplies.send(delivery, toView(early))
  const first =
    early === undefined
      ? createLoadingModal(deps, workspace, actor)
      : await createModal(deps, delivery, { form: early, stored })
  const opened = await showModal(workspace, actor, first)
  if (early !== undefined) return
  const { id, hash } = OpenedView.parse(opened).view
  const answer = await answering
  const view =
    answer.kind === 'form'
      ? await createModal(deps, delivery, { form: answer, stored })
      : await createNoteModal(deps, workspace, actor, toView(answer))
  await workspace.call('views.update', (client) =>
    client.views.update({ view_id: id, view, ...(hash !== undefined && { hash }) }),
  )
}

/** Replaces the form that the user pressed in, or opens a new one. */
function showModal(
  workspace: Workspace,
  { trigger = '', view: openView }: SlackActor,
  modal: types.ModalView,
) {
  return openView === undefined || openView.isHome
    ? workspace.call('views.open', (client) => client.views.open({ trigger_id: trigger, view: modal }), {
        retries: 1,
      })
    : workspace.call('views.update', (client) => client.views.update({ view_id: openView.id, view: modal }))
}

/** @param stored The id of the form, if it was stored and is opened again. */
async function createModal(
  { bot, controlStore }: Deps,
  { workspace: { team }, actor }: Delivery,
  { form, stored }: { readonly form: Form; readonly stored: string | undefined },
): Promise<types.ModalView> {
  const { submit, secretUnder } = form
  const person = toPersonId(team, actor.user)
  const { encodeControl, save } = controlStore.createWriter(toSpaceId(team), { person })
  const metadata = writeMetadata(
    team,
    { call: submit, form: stored, secretUnder, from: actor },
    encodeControl,
  )
  await save()
  const hasChannelField = actor.channel === undefined && bot().audienceOf(submit) === 'everyone'
  const submitLabel = bot().find(submit)?.form?.submit ?? labels.send
  return toModal(withCheckLine(form, submitLabel), {
    team,
    submitLabel,
    metadata,
    hasChannelField,
    isSuggested: (field) => isSuggested(bot(), form, field),
  })
}

/** Whether a field offers suggestions. A required field and a time don't: the value may be new and has to be typed. */
export const isSuggested = (bot: Bot, { submit }: Form, { name, hint }: Field): boolean =>
  hint.kind === 'text' &&
  !hint.required &&
  hint.when === undefined &&
  bot.find(submit)?.suggest?.[name] !== undefined

async function createNoteModal(
  { controlStore }: Deps,
  workspace: Workspace,
  actor: SlackActor,
  view: View,
): Promise<types.ModalView> {
  const { encodeControl, save } = controlStore.createWriter(
    toSpaceId(workspace.team),
    toAddressee(workspace, actor),
  )
  const metadata = writeMetadata(workspace.team, { from: actor }, encodeControl)
  const note = toNoteModal(view, metadata, encodeControl, { inThread: actor.thread !== undefined })
  await save()
  return note
}

const createLoadingModal = ({ controlStore }: Deps, { team }: Workspace, actor: SlackActor) =>
  toLoadingModal(
    writeMetadata(team, { from: actor }, controlStore.createWriter(toSpaceId(team)).encodeControl),
  )

const toView = (answer: Exclude<Answer, Form>): View =>
  answer.kind === 'refusal' ? refusalView(answer) : answer.view
