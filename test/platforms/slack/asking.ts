import { randomInt } from 'node:crypto'
import type { Asks } from './asks.ts'
import type { Calls } from './calls.ts'
import type { Deliveries, Delivery } from './deliveries.ts'
import type { Channel, Person, Sent } from './entities.ts'
import type { Happenings } from './happenings.ts'
import { scopeOf } from './method.ts'
import { enveloped } from './payloads.ts'
import { Refused } from './refused.ts'
import type { Responses } from './responses.ts'
import type { Settings } from './settings.ts'
import type { Views } from './views.ts'
import type { Asked, AskedKind, Workspace, World } from './world.ts'

/** What somebody does, with what the bot gets to hear of it. */
export interface Act {
  readonly kind: AskedKind
  readonly type: Delivery['type']
  readonly person: Person
  readonly workspace: Workspace
  readonly channel?: Channel | undefined
  readonly message?: Sent | undefined
  /** The channel that an address to answer at is for; none where it is missing. */
  readonly respondsIn?: Channel | undefined
  readonly hasTrigger?: boolean
  /** Another address that it may be answered at. */
  readonly answerTo?: string | undefined
  readonly payload: (ids: { readonly response_url?: string; readonly trigger_id?: string }) => object
  /** Takes the acknowledgement; one that brings something is a violation without it. */
  readonly take?: (asked: Asked, payload: Readonly<Record<string, unknown>>) => void
}

interface Parts {
  readonly world: World
  readonly happenings: Happenings
  readonly settings: Settings
  readonly asks: Asks
  readonly deliveries: Deliveries
  readonly responses: Responses
  readonly views: Views
  readonly calls: Calls
}

/** What a bot must be granted to hear of some events. */
const eventScopes: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  link_shared: 'links:read',
  'message.im': 'im:history',
}

/** Tells the bot what somebody did, and watches for the answer. */
export function createAsking({
  world,
  happenings,
  settings,
  asks,
  deliveries,
  responses,
  views,
  calls,
}: Parts) {
  const done = new Map<Asked, { readonly act: Act; readonly payload: object }>()

  function checkGranted({ bot }: Workspace, scope: string): void {
    calls.usedScopes.add(scope)
    if (!bot.scopes.includes(scope)) throw new Error(`The app was not granted ${scope}`)
  }

  function ask(act: Act): Asked {
    const { kind, person, workspace, channel, message, respondsIn } = act
    if (act.type === 'slash_commands' || kind === 'menu' || kind === 'shortcut')
      checkGranted(workspace, 'commands')
    const triggerId =
      act.hasTrigger === true ? `${Date.now()}.${randomInt(1e9)}.${world.nextId('x')}` : undefined
    const address = respondsIn === undefined ? undefined : responses.newId()
    const responseUrl = address === undefined ? undefined : responses.urlOf(address)
    const asked = asks.open({ kind, person, workspace, channel, message, triggerId, responseUrl })
    if (address !== undefined && respondsIn !== undefined) {
      const source = kind === 'press' ? message : undefined
      responses.issue(address, { workspace, channel: respondsIn, user: person.id, source })
    }
    if (triggerId !== undefined) views.issue(triggerId, asked)
    const payload = act.payload({
      ...(responseUrl !== undefined && { response_url: responseUrl }),
      ...(triggerId !== undefined && { trigger_id: triggerId }),
    })
    return deliver(asked, act, payload)
  }

  function deliver(asked: Asked, act: Act, payload: object): Asked {
    done.set(asked, { act, payload })
    for (const url of [asked.responseUrl, act.answerTo]) if (url !== undefined) responses.awaits(url, asked)
    const { workspace, type } = act
    deliveries.deliver({ workspace, type, payload, asked, take: (answer) => take(asked, act, answer) })
    return asked
  }

  function take(asked: Asked, act: Act, answer: Readonly<Record<string, unknown>>): void {
    try {
      if (act.take !== undefined) act.take(asked, answer)
      else if (Object.keys(answer).length > 0)
        happenings.violate(`the acknowledgement of a ${asked.kind} brought ${JSON.stringify(answer)}`)
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      asked.failed = true
      happenings.violate(`the acknowledgement of a ${asked.kind}: ${fault.violation ?? fault.message}`)
    }
  }

  return {
    ask,
    /** Tells the bot of an event, where it subscribed to that. */
    event(act: Omit<Act, 'type' | 'payload'> & { readonly name: string; readonly event: object }): Asked {
      const { name, event, ...rest } = act
      const payload = enveloped(act.workspace, world.nextId('Ev'), event, act.channel)
      const { channel } = act
      const scope =
        name === 'member_left_channel' && channel !== undefined
          ? scopeOf(channel.kind, 'read')
          : eventScopes[name]
      const isGranted = scope === undefined || act.workspace.bot.scopes.includes(scope)
      if (!settings.subscribed.has(name) || !isGranted) return asks.open(rest)
      if (scope !== undefined) calls.usedScopes.add(scope)
      return ask({ ...rest, type: 'events_api', payload: () => payload })
    },
    /** Delivers again what was delivered before, as Slack may: the same payload in a new envelope. */
    deliverAgain(asked: Asked): Asked {
      const before = done.get(asked)
      if (before === undefined) throw new Error('This was never delivered')
      const { kind, person, workspace, channel, message, triggerId, responseUrl } = asked
      const again = asks.open({ kind, person, workspace, channel, message, triggerId, responseUrl })
      return deliver(again, before.act, before.payload)
    },
  }
}

export type Asking = ReturnType<typeof createAsking>
