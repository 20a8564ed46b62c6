import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Answer, Field, Form } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { View } from '../../../src/chat/view.ts'
import { noteView } from '../../../src/views/note-view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { isTriggerExpired, isViewGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { toLoadingModal, toModal, toNoteModal } from './form.ts'
import { writeMetadata } from './metadata.ts'
import type { PrivateReplies } from './private-replies.ts'
import type { SlackActor } from './read.ts'
import { toAddressee } from './read-caller.ts'

/** What opens a form is good for 3 s: when its fields aren't known by then, it is opened without. */
const maxFieldsWaitMs = 500

const OpenedView = z.object({ view: z.object({ id: z.string(), hash: z.string().optional() }) })

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly privateReplies: PrivateReplies
}

/** Opens forms. */
export function createFormOpener({ bot, controlStore, privateReplies }: Deps) {
  function isSuggested({ submit }: Form, { hint }: Field): boolean {
    // What must be given may be something new, which has to be typed.
    return hint.kind === 'text' && !hint.required && bot().find(submit)?.suggest !== undefined
  }

  async function createModal({ team }: Workspace, actor: SlackActor, form: Form) {
    const { encodeControl, save } = controlStore.createWriter()
    const metadata = writeMetadata(team, { call: form.submit, from: actor }, encodeControl)
    await save()
    const hasChannelField = actor.channel === undefined && bot().audienceOf(form.submit) === 'everyone'
    return toModal(form, {
      team,
      metadata,
      hasChannelField,
      isSuggested: (field) => isSuggested(form, field),
    })
  }

  async function createNoteModal(workspace: Workspace, actor: SlackActor, view: View) {
    const { encodeControl, save } = controlStore.createWriter(toAddressee(workspace, actor))
    const note = toNoteModal(
      view,
      writeMetadata(workspace.team, { from: actor }, encodeControl),
      encodeControl,
    )
    await save()
    return note
  }

  const createLoadingModal = ({ team }: Workspace, actor: SlackActor) =>
    toLoadingModal(writeMetadata(team, { from: actor }, controlStore.createWriter().encodeControl))

  /** Opens the form, or what it can't be opened for, in a place of its own that has to be opened now. */
  async function openNow(
    workspace: Workspace,
    actor: SlackActor,
    answering: Promise<Answer>,
    key: string,
  ): Promise<void> {
    const { trigger = '', view: openView } = actor
    const soon = await Promise.race([answering, setTimeout(maxFieldsWaitMs, undefined, { ref: false })])
    if (soon !== undefined && soon.kind !== 'form') return sendInstead(workspace, actor, soon, key)
    const first =
      soon === undefined ? createLoadingModal(workspace, actor) : await createModal(workspace, actor, soon)
    const isOver = openView !== undefined && !openView.isHome
    const opened = await (isOver
      ? workspace.call('views.update', (client) => client.views.update({ view_id: openView.id, view: first }))
      : workspace.call('views.open', (client) => client.views.open({ trigger_id: trigger, view: first }), {
          retries: 1,
        }))
    if (soon !== undefined) return
    const { id, hash } = OpenedView.parse(opened).view
    const answer = await answering
    const view =
      answer.kind === 'form'
        ? await createModal(workspace, actor, answer)
        : await createNoteModal(
            workspace,
            actor,
            answer.kind === 'refusal' ? refusalView(answer) : answer.view,
          )
    await workspace.call('views.update', (client) =>
      client.views.update({ view_id: id, view, ...(hash !== undefined && { hash }) }),
    )
  }

  const sendInstead = (workspace: Workspace, actor: SlackActor, answer: Exclude<Answer, Form>, key: string) =>
    privateReplies.send(workspace, actor, answer.kind === 'refusal' ? refusalView(answer) : answer.view, key)

  return {
    /** @param call What asks for the form, for a button where the form can't be opened from here. */
    async open(
      workspace: Workspace,
      actor: SlackActor,
      call: Call,
      answering: Promise<Answer>,
      key: string,
    ): Promise<void> {
      if (actor.trigger === undefined) {
        const answer = await answering
        if (answer.kind !== 'form') return sendInstead(workspace, actor, answer, key)
        return privateReplies.send(workspace, actor, toOpenFormView(call), key)
      }
      try {
        await openNow(workspace, actor, answering, key)
      } catch (fault) {
        if (isViewGone(fault)) return
        if (!isTriggerExpired(fault)) throw fault
        await privateReplies.send(workspace, actor, toOpenFormView(call), key)
      }
    },
  }
}

export type FormOpener = ReturnType<typeof createFormOpener>

const toOpenFormView = (call: Call): View =>
  noteView('That is asked in a form:', [{ label: 'Open the form', style: 'primary', call }])
