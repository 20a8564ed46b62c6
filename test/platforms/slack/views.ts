import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Asks } from './asks.ts'
import type { Person } from './entities.ts'
import type { Files } from './files.ts'
import type { Happenings } from './happenings.ts'
import { kept, requireKnown } from './messages.ts'
import { misfit, refused, wronged } from './refused.ts'
import { rendered } from './rendered.ts'
import { readView } from './rules.ts'
import type { Settings } from './settings.ts'
import { stateOf } from './state.ts'
import type { Asked, Content, OpenView } from './world.ts'
import { appId, type Workspace, type World } from './world.ts'

interface Trigger {
  readonly asked: Asked
  isUsed: boolean
  /** The answer to its use was lost, so that the bot may try again. */
  mayRepeat: boolean
}

const Blocks = z.looseObject({ blocks: z.unknown() })

/** A view without anything to do in it that begins so is a promise of another one. */
const isLoading = ({ blocks }: OpenView) =>
  !blocks.some(({ type }) => type === 'input' || type === 'actions') && /^loading/i.test(rendered({ blocks }))

/** Modals in stacks of three, homes, and the triggers that open them. */
export function createViews(
  world: World,
  happenings: Happenings,
  asks: Asks,
  files: Files,
  settings: Settings,
) {
  const triggers = new Map<string, Trigger>()

  function read(workspace: Workspace, given: unknown, type: 'modal' | 'home'): Content {
    requireKnown(Blocks.safeParse(given).data?.blocks, settings)
    const { view, refusals, risks } = readView(given)
    if (view === undefined || refusals.length > 0)
      throw misfit('invalid_arguments', refusals, `a view: ${refusals.join('; ')}`)
    if (view.type !== type) throw wronged('invalid_arguments', `a ${view.type} instead of a ${type}`)
    for (const risk of risks) happenings.violate(`a view: ${risk}`)
    const missing = files.faultsOf(workspace, view.blocks)
    if (missing.length > 0) throw misfit('invalid_blocks', missing)
    return { ...view, blocks: kept(view.blocks, () => world.nextId('b')) }
  }

  const newHash = () => `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`

  const underWay = new Map<string, Asked>()

  const stackOf = (workspace: Workspace, user: string) =>
    [...workspace.views.values()].filter(
      (view) => view.isOpen && view.user === user && view.content.type === 'modal',
    )

  function add(
    workspace: Workspace,
    user: string,
    content: Content,
    from: Pick<OpenView, 'asked' | 'channel'>,
    onto?: OpenView,
  ): OpenView {
    const id = world.nextId('V')
    const view: OpenView = {
      id,
      user,
      rootId: onto?.rootId ?? id,
      previousId: onto?.id,
      asked: from.asked,
      answerTo: from.asked?.responseUrl ?? onto?.answerTo,
      channel: from.channel,
      content,
      hash: newHash(),
      isOpen: true,
      get blocks() {
        return this.content.blocks
      },
    }
    workspace.views.set(id, view)
    if (from.asked !== undefined) from.asked.view = view
    return view
  }

  /** The view of a trigger is there: whoever asked has an answer, unless it only says to wait. */
  function seen(view: OpenView): void {
    if (view.asked !== undefined && !isLoading(view)) asks.answer(view.asked)
  }

  function used(triggerId: string): Asked {
    const trigger = triggers.get(triggerId)
    if (trigger === undefined)
      throw wronged('invalid_trigger_id', `the trigger ${triggerId}, which nobody gave`)
    if (trigger.asked.pastMs > 3000) throw refused('expired_trigger_id')
    if (trigger.isUsed && trigger.mayRepeat) throw refused('exchanged_trigger_id')
    if (trigger.isUsed) throw wronged('exchanged_trigger_id', 'a trigger that was used before')
    trigger.isUsed = true
    return trigger.asked
  }

  function found(
    workspace: Workspace,
    ids: { view_id?: string | undefined; external_id?: string | undefined },
  ): OpenView {
    const view = [...workspace.views.values()].find(
      ({ id, content, isOpen }) =>
        isOpen && (ids.view_id === undefined ? content.external_id === ids.external_id : id === ids.view_id),
    )
    if (view === undefined) throw refused('not_found')
    return view
  }

  function change(view: OpenView, content: Content): void {
    view.content = content
    view.hash = newHash()
  }

  return {
    /** A new trigger, good for one view. */
    issue(id: string, asked: Asked): void {
      triggers.set(id, { asked, isUsed: false, mayRepeat: false })
    },
    /** The bot never heard whether this trigger worked. */
    losesAnswer(triggerId: unknown): void {
      const trigger = triggers.get(String(triggerId))
      if (trigger !== undefined) trigger.mayRepeat = true
    },
    open(workspace: Workspace, triggerId: string, given: unknown): OpenView {
      const content = read(workspace, given, 'modal')
      const asked = used(triggerId)
      if (asked.workspace !== workspace) throw wronged('invalid_trigger_id', 'a trigger of another workspace')
      for (const view of stackOf(workspace, asked.person.id)) view.isOpen = false
      const view = add(workspace, asked.person.id, content, { asked, channel: asked.channel })
      seen(view)
      return view
    },
    push(workspace: Workspace, triggerId: string, given: unknown): OpenView {
      const content = read(workspace, given, 'modal')
      const asked = used(triggerId)
      const stack = stackOf(workspace, asked.person.id)
      const top = stack.at(-1)
      if (top === undefined) throw refused('not_found')
      if (stack.length >= 3) throw wronged('push_limit_reached', 'a fourth view on the stack')
      const view = add(workspace, asked.person.id, content, { asked, channel: top.channel }, top)
      seen(view)
      return view
    },
    update(
      workspace: Workspace,
      ids: { view_id?: string | undefined; external_id?: string | undefined; hash?: string | undefined },
      given: unknown,
    ): OpenView {
      const content = read(workspace, given, 'modal')
      const view = found(workspace, ids)
      if (ids.hash !== undefined && ids.hash !== view.hash) throw refused('hash_conflict')
      change(view, content)
      seen(view)
      return view
    },
    publish(workspace: Workspace, user: string, hash: string | undefined, given: unknown): OpenView {
      const content = read(workspace, given, 'home')
      const known = workspace.homes.get(user)
      if (hash !== undefined && known !== undefined && hash !== known.hash) throw refused('hash_conflict')
      const view = known ?? add(workspace, user, content, { asked: undefined, channel: undefined })
      change(view, content)
      workspace.homes.set(user, view)
      seen(view)
      asks.seesHome(view)
      return view
    },
    /** The form changes in answer to its submission. */
    replace(workspace: Workspace, asked: Asked, view: OpenView, given: unknown): void {
      change(view, read(workspace, given, 'modal'))
      view.asked = asked
      asked.view = view
      seen(view)
    },
    /** A form comes onto this one in answer to its submission. */
    stack(workspace: Workspace, asked: Asked, onto: OpenView, given: unknown): void {
      if (stackOf(workspace, onto.user).length >= 3)
        throw wronged('push_limit_reached', 'a fourth view on the stack')
      const content = read(workspace, given, 'modal')
      seen(add(workspace, onto.user, content, { asked, channel: onto.channel }, onto))
    },
    /** A form is on its way to the bot, until it is taken or has failed. */
    submits(view: OpenView, asked: Asked): void {
      underWay.set(view.id, asked)
    },
    /** Slack changes a form only once it knows what became of its submission, whichever of the two arrives first. */
    isUnderWay(viewId: unknown): boolean {
      const asked = underWay.get(String(viewId))
      return asked !== undefined && asked.ackedAt === undefined && asked.failed !== true
    },
    clear(workspace: Workspace, person: Person): void {
      for (const view of stackOf(workspace, person.id)) view.isOpen = false
    },
    /** What somebody has before them, on top of the stack. */
    topOf: (workspace: Workspace, person: Person) => stackOf(workspace, person.id).at(-1),
  }
}

export type Views = ReturnType<typeof createViews>

/** A view as Slack delivers it. */
export function viewPayload(
  workspace: Workspace,
  view: OpenView,
  values: object = stateOf(view.blocks, { channel: view.channel }),
) {
  const { content } = view
  const modal = content.type === 'modal' ? content : undefined
  return asKept({
    id: view.id,
    team_id: workspace.id,
    type: content.type,
    blocks: view.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: modal?.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: appId,
    external_id: content.external_id ?? '',
    app_installed_team_id: workspace.id,
    bot_id: workspace.bot.id,
  })
}

/** With what was left out: whether plain text has emoji, whether an input may be empty and tells of each change. */
function asKept<View extends object>(view: View): View {
  return JSON.parse(JSON.stringify(view), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return value
    if (value.type === 'plain_text') return { emoji: true, ...value }
    return value.type === 'input' ? { optional: false, dispatch_action: false, ...value } : value
  })
}
