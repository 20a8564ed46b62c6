import type { Asking } from './asking.ts'
import type { Asks } from './asks.ts'
import type { Calls } from './calls.ts'
import type { Happenings } from './happenings.ts'
import { createLinking } from './linking.ts'
import { createLooking } from './looking.ts'
import { createMembership } from './membership.ts'
import { createPressing, type Target } from './pressing.ts'
import type { Responses } from './responses.ts'
import type { Settings } from './settings.ts'
import { createSubmitting } from './submitting.ts'
import { createTyping } from './typing.ts'
import type { Views } from './views.ts'
import type { Asked, Workspace, World } from './world.ts'

interface Parts {
  readonly world: World
  readonly settings: Settings
  readonly happenings: Happenings
  readonly workspaces: readonly Workspace[]
  readonly asking: Asking
  readonly asks: Asks
  readonly responses: Responses
  readonly views: Views
  readonly calls: Calls
}

/** What people do in their apps: they type, press, fill in forms, and read. */
export function createPeople({
  world,
  settings,
  happenings,
  workspaces,
  asking,
  asks,
  responses,
  views,
  calls,
}: Parts) {
  function workspaceOf(team: string): Workspace {
    const workspace = workspaces.find(({ id }) => id === team)
    if (workspace === undefined) throw new Error(`There is no workspace ${team}`)
    return workspace
  }

  function placeOf(target: Target): Workspace {
    const workspace = workspaces.find((one) =>
      'content' in target ? one.views.get(target.id) === target : one.channels.has(target.channel),
    )
    if (workspace === undefined) throw new Error('This is in no workspace')
    return workspace
  }

  const typing = createTyping({ world, settings, asking, asks, responses, workspaceOf })
  return {
    ...typing,
    ...createLinking(asking, settings, typing.say, workspaceOf),
    ...createLooking(asking, settings, workspaceOf),
    ...createPressing(asking, asks, workspaceOf, placeOf),
    ...createSubmitting(asking, asks, views, responses, placeOf),
    ...createMembership(asking, calls, workspaceOf),
    /** Tells the bot of something as it is. */
    tell: asking.ask,
    deliverAgain: asking.deliverAgain,
    lastHeard: asks.lastHeard,
    /** What somebody has before them, on top of the stack. */
    viewOf: views.topOf,
    /** Resolves when whoever asked has seen something because of it. */
    told: (asked: Asked) => happenings.until(() => asks.wasTold(asked)),
    answered: (asked: Asked) => happenings.until(() => asked.isAnswered),
    acknowledged: (asked: Asked) => happenings.until(() => asked.ackedAt !== undefined),
  }
}
