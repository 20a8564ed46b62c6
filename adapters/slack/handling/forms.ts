import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Answer, Field, Form } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { View } from '../../../src/chat/view.ts'
import { noteView } from '../../../src/views/note-view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { isTriggerOver, isViewGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import { meantBy } from './callers.ts'
import { loading, toModal, toNote } from './form.ts'
import { writeMetadata } from './metadata.ts'
import type { Asked } from './read.ts'
import type { Telling } from './telling.ts'

/** What opens a form is good for 3 s: when its fields aren't known by then, it is opened without. */
const patienceMs = 500

const Opened = z.object({ view: z.object({ id: z.string(), hash: z.string().optional() }) })

interface Needs {
  readonly bot: () => Bot
  readonly aside: ControlStore
  readonly telling: Telling
}

/** Opens forms. */
export function createForms({ bot, aside, telling }: Needs) {
  function isSuggested({ submit }: Form, { hint }: Field): boolean {
    // What must be given may be something new, which has to be typed.
    return hint.kind === 'text' && !hint.required && bot().find(submit)?.suggest !== undefined
  }

  async function modalOf({ team }: Workspace, asked: Asked, form: Form) {
    const { encodeControl: toControl, save } = aside.createWriter()
    const metadata = writeMetadata(team, { call: form.submit, from: asked }, toControl)
    await save()
    const asksChannel = asked.channel === undefined && bot().audienceOf(form.submit) === 'everyone'
    return toModal(form, { team, metadata, asksChannel, isSuggested: (field) => isSuggested(form, field) })
  }

  async function noteOf(workspace: Workspace, asked: Asked, view: View) {
    const { encodeControl: toControl, save } = aside.createWriter(meantBy(workspace, asked))
    const note = toNote(view, writeMetadata(workspace.team, { from: asked }, toControl), toControl)
    await save()
    return note
  }

  const loadingFor = ({ team }: Workspace, asked: Asked) =>
    loading(writeMetadata(team, { from: asked }, aside.createWriter().encodeControl))

  /** Opens the form, or what it can't be opened for, in a place of its own that has to be opened now. */
  async function openNow(
    workspace: Workspace,
    asked: Asked,
    answering: Promise<Answer>,
    key: string,
  ): Promise<void> {
    const { trigger = '', view: on } = asked
    const soon = await Promise.race([answering, setTimeout(patienceMs, undefined, { ref: false })])
    if (soon !== undefined && soon.kind !== 'form') return sayInstead(workspace, asked, soon, key)
    const first = soon === undefined ? loadingFor(workspace, asked) : await modalOf(workspace, asked, soon)
    const isOver = on !== undefined && !on.isHome
    const opened = await (isOver
      ? workspace.call('views.update', (client) => client.views.update({ view_id: on.id, view: first }))
      : workspace.call('views.open', (client) => client.views.open({ trigger_id: trigger, view: first }), {
          retries: 1,
        }))
    if (soon !== undefined) return
    const { id, hash } = Opened.parse(opened).view
    const answer = await answering
    const view =
      answer.kind === 'form'
        ? await modalOf(workspace, asked, answer)
        : await noteOf(workspace, asked, answer.kind === 'refusal' ? refusalView(answer) : answer.view)
    await workspace.call('views.update', (client) =>
      client.views.update({ view_id: id, view, ...(hash !== undefined && { hash }) }),
    )
  }

  const sayInstead = (workspace: Workspace, asked: Asked, answer: Exclude<Answer, Form>, key: string) =>
    telling.tell(workspace, asked, answer.kind === 'refusal' ? refusalView(answer) : answer.view, key)

  return {
    /** @param call What asks for the form, for a button where the form can't be opened from here. */
    async open(
      workspace: Workspace,
      asked: Asked,
      call: Call,
      answering: Promise<Answer>,
      key: string,
    ): Promise<void> {
      if (asked.trigger === undefined) {
        const answer = await answering
        if (answer.kind !== 'form') return sayInstead(workspace, asked, answer, key)
        return telling.tell(workspace, asked, elsewhere(call), key)
      }
      try {
        await openNow(workspace, asked, answering, key)
      } catch (fault) {
        if (isViewGone(fault)) return
        if (!isTriggerOver(fault)) throw fault
        await telling.tell(workspace, asked, elsewhere(call), key)
      }
    },
  }
}

export type Forms = ReturnType<typeof createForms>

const elsewhere = (call: Call): View =>
  noteView('That is asked in a form:', [{ label: 'Open the form', style: 'primary', call }])
