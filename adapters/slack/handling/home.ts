import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Refusal, Shown } from '../../../src/chat/answer.ts'
import type { Caller, PersonId, SpaceId } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Logger } from '../../../src/log.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import { isViewRefused } from '../client/faults.ts'
import { toPersonId, toSpaceId, toTeamOf, toUserId } from '../client/ids.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import type { RefusedBlocks } from '../format/refused-blocks.ts'
import { toBlocks } from '../format/write.ts'
import type { SlackActor } from './actor.ts'
import { createHomeUpdates } from './home-updates.ts'
import type { CallerReader } from './read-caller.ts'

const Conversations = z.object({ channels: z.array(z.object({ id: z.string() })) })

/** The minimum time between two updates of an App Home. */
const updateEveryMs = 5000

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
  readonly refusedBlocks: RefusedBlocks
  readonly workspaces: Workspaces
  readonly inFlight: InFlight
  readonly clock: Clock
  readonly log: Logger
}

/** A view in the App Home, with who may use its controls. */
interface Section {
  readonly view: View
  readonly space: SpaceId
  readonly addressee: Addressee
}

interface Content {
  readonly sections: readonly Section[]
  /** Whether it only says why the bot shows nothing else. */
  readonly isRefusal: boolean
}

/** An App Home as it was published last. */
interface Published {
  /** In ms since 1970. */
  readonly at: number
  /** SHA-256 of its views. */
  readonly digest: string
}

/**
 * The App Home: where to start, and what is open in the workspace and in the user's direct messages with the bot. It is
 * published whenever the user opens it and, while the process runs, when their own vote changes something in it.
 */
export function createHome(deps: Deps) {
  const { workspaces, inFlight, clock, log } = deps
  const published = new LRUCache<PersonId, Published>({ max: maxPending.homes })

  async function publish(workspace: Workspace, actor: SlackActor, isNeeded: IsNeeded): Promise<void> {
    const at = clock.now()
    const content = await loadContent(deps, workspace, actor)
    const digest = digestOf(content)
    if (!isNeeded(content, digest)) return
    await publishBlocks(deps, workspace, actor.user, content)
    published.set(toPersonId(workspace.team, actor.user), { at, digest })
  }

  async function update(person: PersonId): Promise<void> {
    const team = toTeamOf(person)
    const [workspace, user] = [await workspaces.find(team), toUserId(team, person)]
    if (workspace === undefined || user === undefined) return
    await publish(
      workspace,
      { user },
      ({ isRefusal }, digest) => !isRefusal && digest !== published.get(person)?.digest,
    )
  }

  const updates = createHomeUpdates({
    ...{ update, inFlight, clock, log },
    freeAt: (person) => (published.get(person)?.at ?? 0) + updateEveryMs,
  })

  return {
    show: (workspace: Workspace, actor: SlackActor): Promise<void> => publish(workspace, actor, () => true),

    /** To be called when a person's own vote has changed. */
    updateHome(person: PersonId): void {
      if (published.has(person)) updates.updateSoon(person)
    },

    /** Ends the pauses before updates, which are left out. */
    stop: updates.stop,
  }
}

export type Home = ReturnType<typeof createHome>

type IsNeeded = (content: Content, digest: string) => boolean

const digestOf = ({ sections }: Content): string =>
  createHash('sha256')
    .update(JSON.stringify(sections.map(({ view }) => view)))
    .digest('base64url')

async function loadContent(deps: Deps, workspace: Workspace, actor: SlackActor): Promise<Content> {
  const caller = await deps.callerReader.readCaller(workspace, actor)
  const { person, place } = caller
  const answer = await ask(deps, caller, {})
  const direct = await findDirect(workspace, actor.user)
  return {
    isRefusal: answer.kind === 'refusal',
    sections: [
      { view: toView(answer), space: place.space, addressee: { person: person.id } },
      ...(direct === undefined ? [] : await loadDirect(deps, workspace, { ...actor, channel: direct })),
    ],
  }
}

async function ask(
  { bot }: Deps,
  caller: Caller,
  args: Readonly<Record<string, string>>,
): Promise<Shown | Refusal> {
  const answer = await bot().handle({ command: 'home', args }, caller)
  if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
  return answer
}

const toView = (answer: Shown | Refusal): View =>
  answer.kind === 'refusal' ? refusalView(answer) : answer.view

/** The user's direct messages with the bot; `undefined` without any. */
async function findDirect(workspace: Workspace, user: string): Promise<string | undefined> {
  const found = await workspace.call('users.conversations', (client) =>
    client.users.conversations({ user, types: 'im', limit: 1 }),
  )
  return Conversations.parse(found).channels[0]?.id
}

/** @returns `undefined` if the user doesn't see the conversation. */
async function readCallerThere(
  { callerReader }: Deps,
  workspace: Workspace,
  actor: SlackActor,
): Promise<Caller | undefined> {
  try {
    return await callerReader.readCaller(workspace, actor)
  } catch (fault) {
    if (fault instanceof UserError) return undefined
    throw fault
  }
}

/** The open polls of direct messages, which are a space of their own; empty without polls. Their controls apply there. */
async function loadDirect(deps: Deps, workspace: Workspace, actor: SlackActor): Promise<readonly Section[]> {
  const caller = await readCallerThere(deps, workspace, actor)
  if (caller === undefined) return []
  const { place, person } = caller
  const { parts, summary } = toView(await ask(deps, caller, { brief: 'yes' }))
  if (parts.length === 0) return []
  const view: View = { summary, parts: [{ kind: 'heading', text: labels.directMessages }, ...parts] }
  return [{ view, space: place.space, addressee: { person: person.id, place } }]
}

/** Publishes with cards, unless the workspace is known not to have them, and else without. */
async function publishBlocks(
  deps: Deps,
  workspace: Workspace,
  user: string,
  { sections }: Content,
): Promise<void> {
  const { controlStore, refusedBlocks } = deps
  const space = toSpaceId(workspace.team)
  async function send(hasCards: boolean): Promise<void> {
    const blocks: types.KnownBlock[] = []
    for (const { view, space, addressee } of sections) {
      const { encodeControl, save } = controlStore.createWriter(space, addressee)
      blocks.push(...toBlocks(view, encodeControl, { hasCards, maxLength: limits.view }))
      await save()
    }
    const view = { type: 'home' as const, blocks: blocks.slice(0, limits.viewBlocks) }
    await workspace.call('views.publish', (client) => client.views.publish({ user_id: user, view }))
  }
  if (refusedBlocks.has(space, 'card')) return send(false)
  try {
    await send(true)
  } catch (fault) {
    if (!isViewRefused(fault)) throw fault
    await send(false)
    refusedBlocks.note(space, 'card')
  }
}
