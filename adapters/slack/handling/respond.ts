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
import { toPersonId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import type { Messages } from '../sending/messages.ts'
import { channelField, rebuildForm, toLoadingModal, toNoteModal, toOption, toSubmittedCall } from './form.ts'
import { readMetadata } from './metadata.ts'
import type { FormOpener } from './open-form.ts'
import type { PrivateReplies } from './private-replies.ts'
import type {
  readPress,
  readShortcut,
  readSlash,
  readSubmission,
  readSuggestion,
  SlackActor,
} from './read.ts'
import type { CallerReader } from './read-caller.ts'
import { resolvePeople } from './resolve-people.ts'

/** A form waits 3 s for its first word; the way there and back takes some of it. */
const maxFormMs = 2200
const maxSuggestMs = 2000

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
  readonly formOpener: FormOpener
  readonly messages: Messages
  readonly privateReplies: PrivateReplies
}

/** What is said to Slack of a form that was sent: nothing closes it. */
export type FormAck =
  | undefined
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView }

/** What comes in, each as one straight line: read, let the bot handle it, send. All of it is acknowledged before. */
export function createResponder({
  bot,
  controlStore,
  callerReader,
  formOpener,
  messages,
  privateReplies,
}: Deps) {
  /** @param key Of what came in, so that it is answered once. */
  async function respond(
    workspace: Workspace,
    actor: SlackActor,
    read: () => Call,
    key: string,
  ): Promise<void> {
    const call = readOrRefuse(() => {
      const call = read()
      return resolvePeople(call, bot().find(call)?.hints ?? {}, workspace.team)
    })
    if ('kind' in call) return privateReplies.send(workspace, actor, refusalView(call), key)
    const handling = handle(workspace, actor, call)
    if (bot().audienceOf(call) === 'form') return formOpener.open(workspace, actor, call, handling, key)
    await sendAnswer(workspace, actor, call, await handling, key)
  }

  async function handle(workspace: Workspace, actor: SlackActor, call: Call): Promise<Answer> {
    try {
      if (bot().audienceOf(call) === 'everyone') await callerReader.requireMayPost(workspace, actor)
      return await bot().handle(call, await callerReader.readCaller(workspace, actor))
    } catch (fault) {
      if (fault instanceof UserError) return refusalOf(fault)
      throw fault
    }
  }

  async function sendAnswer(
    workspace: Workspace,
    actor: SlackActor,
    call: Call,
    answer: Answer,
    key: string,
  ): Promise<void> {
    if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
    if (answer.kind === 'refusal') return privateReplies.send(workspace, actor, refusalView(answer), key)
    if (bot().audienceOf(call) !== 'everyone') return privateReplies.send(workspace, actor, answer.view, key)
    const { place } = await callerReader.readCaller(workspace, actor)
    try {
      if (answer.board === undefined) return void (await messages.post(place, answer.view, key))
      await bot().onPosted(answer.board, await messages.postBoard(place, answer.view, key))
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
      await privateReplies.send(workspace, actor, refusalView(refusalOf(fault)), key)
    }
  }

  /** A form that was sent: mistakes go beside its fields; what takes too long is said elsewhere. */
  async function respondToSubmit(
    workspace: Workspace,
    { actor: sender, title, metadata, filled, inputs }: ReturnType<typeof readSubmission>,
    key: string,
    ack: (answer: FormAck) => Promise<void>,
  ): Promise<void> {
    const formMetadata = await readMetadata(metadata, workspace.team, sender.user, controlStore)
    const { call: submitCall, from } = formMetadata ?? {}
    if (submitCall === undefined || from === undefined) {
      return ack(toFormAck(refusalOf(formFromElsewhere()), inputs, metadata))
    }
    const chosen = filled.get(channelField)?.selected_conversation ?? undefined
    const actor: SlackActor = {
      ...sender,
      ...from,
      channel: from.channel ?? chosen,
      responseUrl: from.responseUrl ?? sender.responseUrl,
    }
    const call = toSubmittedCall(submitCall, filled, workspace.team)
    /** Whoever looks at the App Home reads the answer where the form was. */
    const staysOpen = from.fromHome === true && bot().audienceOf(call) !== 'everyone'
    const working = handle(workspace, actor, call)
    const soon = await Promise.race([working, setTimeout(maxFormMs, undefined, { ref: false })])
    if (soon?.kind === 'refusal') return ack(toFormAck(soon, inputs, metadata))
    await ack(staysOpen ? { response_action: 'update', view: toLoadingModal(metadata) } : undefined)
    const answer = await working
    const replyTarget: SlackActor = staysOpen ? actor : { ...actor, view: undefined }
    if (answer.kind !== 'refusal') return sendAnswer(workspace, replyTarget, call, answer, key)
    const form = rebuildForm(title, call, inputs, bot().find(call)?.hints ?? {})
    const fixButton = {
      label: 'Mend it…',
      style: 'primary',
      call: await controlStore.saveForm({ form, step: 0, place: actor.about }),
    } as const
    await privateReplies.send(workspace, replyTarget, refusalView(answer, [fixButton]), key)
  }

  return {
    /** Words after `/grid`, after a mention, or to the bot alone. */
    respondToWords: (workspace: Workspace, { actor, words }: ReturnType<typeof readSlash>, key: string) =>
      respond(workspace, actor, () => readWords(words, bot().commands), key),

    async respondToPress(
      workspace: Workspace,
      { actor: presser, control, metadata }: ReturnType<typeof readPress>,
      key: string,
    ): Promise<void> {
      const { team } = workspace
      const from =
        metadata === '' ? undefined : (await readMetadata(metadata, team, presser.user, controlStore))?.from
      const { call, place } = (await controlStore.readControl(control, toPersonId(team, presser.user))) ?? {}
      const actor: SlackActor = { ...presser, ...from, about: place ?? from?.about }
      if (call?.command !== formCommand)
        return respond(workspace, actor, () => call ?? { command: 'unknown', args: {} }, key)
      const formState = await controlStore.readForm(call)
      const answer: Answer = formState?.form ?? refusalOf(formExpired())
      return formOpener.open(
        workspace,
        { ...actor, about: formState?.place ?? actor.about },
        call,
        Promise.resolve(answer),
        key,
      )
    },

    respondToMenu(workspace: Workspace, { actor, name, text }: ReturnType<typeof readShortcut>, key: string) {
      const args: Readonly<Record<string, Call>> = {
        place: { command: 'place', args: { text } },
        start: fillCall({ command: 'poll', args: {} }),
      }
      return respond(workspace, actor, () => args[name] ?? { command: 'unknown', args: {} }, key)
    },

    respondToSubmit,

    /** @returns entries for a field that suggests; none when they can't be had in time. */
    async suggest(
      workspace: Workspace,
      { actor, option: field, typed, metadata }: ReturnType<typeof readSuggestion>,
    ): Promise<types.PlainTextOption[]> {
      const { call, from } = (await readMetadata(metadata, workspace.team, actor.user, controlStore)) ?? {}
      if (call === undefined) return []
      const caller = await callerReader.readCaller(workspace, { ...actor, ...from })
      const found = await Promise.race([
        bot().suggest(call, field, typed, caller),
        setTimeout(maxSuggestMs, [], { ref: false }),
      ])
      return found
        .filter(({ value }) => value.length <= limits.optionValue)
        .slice(0, limits.options)
        .map(({ label, value }) => toOption(label, value))
    },

    /** Says that it went wrong, to whoever asked alone. @param reference What the operator searches the logs for. */
    replyWithFault: (workspace: Workspace, actor: SlackActor, reference: string): Promise<void> =>
      privateReplies.send(workspace, actor, apologyView(reference), reference),
  }
}

export type Responder = ReturnType<typeof createResponder>

function readOrRefuse(read: () => Call): Call | Refusal {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

/** What is wrong, beside the fields that it is about; what is about none of them stands at the first. */
function toFormAck(refusal: Refusal, blocks: readonly string[], metadata: string): FormAck {
  const { happened, remedy, fields } = refusal
  const [first, ...rest] = Object.entries(fields).filter(([name]) => blocks.includes(name))
  if (first !== undefined) {
    const errors = [[first[0], `${happened} ${first[1]}`] as const, ...rest]
    return { response_action: 'errors', errors: Object.fromEntries(errors) }
  }
  const at = blocks.includes(channelField) ? channelField : blocks[0]
  if (at !== undefined) return { response_action: 'errors', errors: { [at]: `${happened} ${remedy}` } }
  return { response_action: 'update', view: toNoteModal(refusalView(refusal), metadata, encodeCall) }
}

const formExpired = () =>
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.')

const formFromElsewhere = () =>
  new UserError('This form is not from here.', 'Open it again in this workspace; nothing was recorded.')
