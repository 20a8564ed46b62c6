import { setTimeout } from 'node:timers/promises'
import type { types } from '@slack/bolt'
import type { Bot } from '../../../src/bot/bot.ts'
import { readWords } from '../../../src/bot/parse-words.ts'
import type { Answer, Refusal } from '../../../src/chat/answer.ts'
import { refusalOf } from '../../../src/chat/answer.ts'
import { type Call, encodeCall, fillCall } from '../../../src/chat/call.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import { type ControlStore, formCommand } from '../../shared/control-store.ts'
import { personOf } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import type { Messages } from '../sending/messages.ts'
import type { Callers } from './callers.ts'
import { channelField, filledCall, loading, option, sentForm, toNote } from './form.ts'
import type { Forms } from './forms.ts'
import { withPeople } from './mentions.ts'
import { readMetadata } from './metadata.ts'
import type { Asked, readPress, readShortcut, readSlash, readSubmission, readSuggestion } from './read.ts'
import type { Telling } from './telling.ts'

/** A form waits 3 s for its first word; the way there and back takes some of it. */
const formMs = 2200
const suggestMs = 2000

interface Needs {
  readonly bot: () => Bot
  readonly aside: ControlStore
  readonly callers: Callers
  readonly forms: Forms
  readonly messages: Messages
  readonly telling: Telling
}

/** What is said to Slack of a form that was sent: nothing closes it. */
export type FormAck =
  | undefined
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView }

/** What comes in, each as one straight line: read, let the bot handle it, send. All of it is acknowledged before. */
export function createResponder({ bot, aside, callers, forms, messages, telling }: Needs) {
  /** @param key Of what came in, so that it is answered once. */
  async function respond(workspace: Workspace, asked: Asked, read: () => Call, key: string): Promise<void> {
    const call = readable(() => {
      const call = read()
      return withPeople(call, bot().find(call)?.hints ?? {}, workspace.team)
    })
    if ('kind' in call) return telling.tell(workspace, asked, refusalView(call), key)
    const handling = handle(workspace, asked, call)
    if (bot().audienceOf(call) === 'form') return forms.open(workspace, asked, call, handling, key)
    await deliver(workspace, asked, call, await handling, key)
  }

  async function handle(workspace: Workspace, asked: Asked, call: Call): Promise<Answer> {
    try {
      if (bot().audienceOf(call) === 'everyone') await callers.demandPost(workspace, asked)
      return await bot().handle(call, await callers.callerOf(workspace, asked))
    } catch (fault) {
      if (fault instanceof UserError) return refusalOf(fault)
      throw fault
    }
  }

  async function deliver(
    workspace: Workspace,
    asked: Asked,
    call: Call,
    answer: Answer,
    key: string,
  ): Promise<void> {
    if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
    if (answer.kind === 'refusal') return telling.tell(workspace, asked, refusalView(answer), key)
    if (bot().audienceOf(call) !== 'everyone') return telling.tell(workspace, asked, answer.view, key)
    const { place } = await callers.callerOf(workspace, asked)
    try {
      if (answer.board === undefined) return void (await messages.post(place, answer.view, key))
      await bot().onPosted(answer.board, await messages.postBoard(place, answer.view, key))
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
      await telling.tell(workspace, asked, refusalView(refusalOf(fault)), key)
    }
  }

  /** A form that was sent: mistakes go beside its fields; what takes too long is said elsewhere. */
  async function submit(
    workspace: Workspace,
    { asked: sender, title, metadata, filled, inputs }: ReturnType<typeof readSubmission>,
    key: string,
    ack: (said: FormAck) => Promise<void>,
  ): Promise<void> {
    const remembered = await readMetadata(metadata, workspace.team, sender.user, aside)
    const { call: submits, from } = remembered ?? {}
    if (submits === undefined || from === undefined) {
      return ack(refusing(refusalOf(formIsForeign()), inputs, metadata))
    }
    const chosen = filled.get(channelField)?.selected_conversation ?? undefined
    const asked: Asked = {
      ...sender,
      ...from,
      channel: from.channel ?? chosen,
      answerTo: from.answerTo ?? sender.answerTo,
    }
    const call = filledCall(submits, filled, workspace.team)
    /** Whoever looks at the App Home reads the answer where the form was. */
    const staysOpen = from.fromHome === true && bot().audienceOf(call) !== 'everyone'
    const working = handle(workspace, asked, call)
    const soon = await Promise.race([working, setTimeout(formMs, undefined, { ref: false })])
    if (soon?.kind === 'refusal') return ack(refusing(soon, inputs, metadata))
    await ack(staysOpen ? { response_action: 'update', view: loading(metadata) } : undefined)
    const answer = await working
    const left: Asked = staysOpen ? asked : { ...asked, view: undefined }
    if (answer.kind !== 'refusal') return deliver(workspace, left, call, answer, key)
    const form = sentForm(title, call, inputs, bot().find(call)?.hints ?? {})
    const mend = {
      label: 'Mend it…',
      style: 'primary',
      call: await aside.saveForm({ form, step: 0, place: asked.about }),
    } as const
    await telling.tell(workspace, left, refusalView(answer, [mend]), key)
  }

  return {
    /** Words after `/grid`, after a mention, or to the bot alone. */
    words: (workspace: Workspace, { asked, words }: ReturnType<typeof readSlash>, key: string) =>
      respond(workspace, asked, () => readWords(words, bot().commands), key),

    async press(
      workspace: Workspace,
      { asked: presser, control, metadata }: ReturnType<typeof readPress>,
      key: string,
    ): Promise<void> {
      const { team } = workspace
      const from =
        metadata === '' ? undefined : (await readMetadata(metadata, team, presser.user, aside))?.from
      const { call, place } = (await aside.readControl(control, personOf(team, presser.user))) ?? {}
      const asked: Asked = { ...presser, ...from, about: place ?? from?.about }
      if (call?.command !== formCommand)
        return respond(workspace, asked, () => call ?? { command: 'unknown', args: {} }, key)
      const asking = await aside.readForm(call)
      const answer: Answer = asking?.form ?? refusalOf(formIsOver())
      return forms.open(
        workspace,
        { ...asked, about: asking?.place ?? asked.about },
        call,
        Promise.resolve(answer),
        key,
      )
    },

    menu(workspace: Workspace, { asked, name, text }: ReturnType<typeof readShortcut>, key: string) {
      const args: Readonly<Record<string, Call>> = {
        place: { command: 'place', args: { text } },
        start: fillCall({ command: 'poll', args: {} }),
      }
      return respond(workspace, asked, () => args[name] ?? { command: 'unknown', args: {} }, key)
    },

    submit,

    /** @returns entries for a field that suggests; none when they can't be had in time. */
    async suggest(
      workspace: Workspace,
      { asked, option: field, typed, metadata }: ReturnType<typeof readSuggestion>,
    ): Promise<types.PlainTextOption[]> {
      const { call, from } = (await readMetadata(metadata, workspace.team, asked.user, aside)) ?? {}
      if (call === undefined) return []
      const caller = await callers.callerOf(workspace, { ...asked, ...from })
      const found = await Promise.race([
        bot().suggest(call, field, typed, caller),
        setTimeout(suggestMs, [], { ref: false }),
      ])
      return found
        .filter(({ value }) => value.length <= limits.optionValue)
        .slice(0, limits.options)
        .map(({ label, value }) => option(label, value))
    },

    /** Says that it went wrong, to whoever asked alone. @param reference What the operator searches the logs for. */
    apologise: (workspace: Workspace, asked: Asked, reference: string): Promise<void> =>
      telling.tell(workspace, asked, apologyView(reference), reference),
  }
}

export type Responder = ReturnType<typeof createResponder>

function readable(read: () => Call): Call | Refusal {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

/** What is wrong, beside the fields that it is about; what is about none of them stands at the first. */
function refusing(refusal: Refusal, blocks: readonly string[], metadata: string): FormAck {
  const { happened, remedy, fields } = refusal
  const [first, ...rest] = Object.entries(fields).filter(([name]) => blocks.includes(name))
  if (first !== undefined) {
    const errors = [[first[0], `${happened} ${first[1]}`] as const, ...rest]
    return { response_action: 'errors', errors: Object.fromEntries(errors) }
  }
  const at = blocks.includes(channelField) ? channelField : blocks[0]
  if (at !== undefined) return { response_action: 'errors', errors: { [at]: `${happened} ${remedy}` } }
  return { response_action: 'update', view: toNote(refusalView(refusal), metadata, encodeCall) }
}

const formIsOver = () =>
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.')

const formIsForeign = () =>
  new UserError('This form is not from here.', 'Open it again in this workspace; nothing was recorded.')
