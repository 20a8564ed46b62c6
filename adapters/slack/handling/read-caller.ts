import type { Caller, Place, Reported } from '../../../src/chat/caller.ts'
import { askInTime } from '../../../src/chat/in-time.ts'
import { askRank } from '../../../src/chat/sight.ts'
import type { Logger } from '../../../src/log.ts'
import { pollNotFound } from '../../../src/poll/errors.ts'
import type { Clock } from '../../../src/time/clock.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { Conversations } from '../client/conversations.ts'
import {
  currentChannelArchived,
  directMessageOfTwo,
  noChannelGiven,
  notInCurrentChannel,
} from '../client/errors.ts'
import { atHome, toPersonId, toSpaceId } from '../client/ids.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Standings } from '../client/standings.ts'
import type { Workspace } from '../client/workspace.ts'
import type { SlackActor } from './actor.ts'

/** A late answer is better than a false refusal of a member; the act is acknowledged meanwhile. */
const maxAskMs = 10_000

interface Deps {
  readonly profiles: Profiles
  readonly conversations: Conversations
  readonly standings: Standings
  readonly clock: Clock
  readonly log: Logger
}

/** Reads the caller of a delivery, with the name and rank that Slack reports. */
export function createCallerReader({ profiles, conversations, standings, clock, log }: Deps) {
  /** The rank, if Slack reports it in time; `undefined` if it can't. */
  async function findRank(ask: (signal: AbortSignal) => Promise<Reported>): Promise<Reported | undefined> {
    try {
      return await askInTime(ask, maxAskMs, clock)
    } catch (fault) {
      log.debug({ fault }, 'could not look up what a person may do in Slack')
      return undefined
    }
  }

  async function readPlace(workspace: Workspace, actor: SlackActor): Promise<Place> {
    const { channel = atHome, thread } = actor.about ?? actor
    const where = channel === atHome ? undefined : await conversations.find(workspace, channel)
    return {
      platform: 'slack',
      space: toSpaceId(workspace.team, where?.isDirect === true ? channel : undefined),
      channel,
      ...(thread !== undefined && { thread }),
    }
  }

  /** The rank where the delivery came from, or in the App Home. If Slack doesn't answer in time, the user has the least rights. */
  async function readRankHere(workspace: Workspace, actor: SlackActor, channel: string): Promise<Reported> {
    const { user, origin, trigger } = actor
    const here = channel === atHome ? undefined : channel
    // Slack delivers events late if it has to, so only what has a trigger has been done just now.
    if (origin !== undefined && trigger !== undefined) standings.prove(workspace, user, origin)
    const rank = await findRank((signal) => standings.rankHere(workspace, { user, channel: here, signal }))
    return rank ?? 'guest'
  }

  /** @throws UserError unless Slack says in time that the user sees that conversation. */
  async function readRankElsewhere(workspace: Workspace, user: string, channel: string): Promise<Reported> {
    const { team } = workspace
    const place = { platform: 'slack', space: toSpaceId(team), channel }
    const rank = await askRank(standings.canSee, toPersonId(team, user), place, { clock, log })
    if (rank === false) throw pollNotFound()
    return rank
  }

  return {
    /** The place that a call is about. */
    readPlace,

    /**
     * The place that the call is about may be remembered, by a control or a form: then it proves nothing, and whether the
     * user sees it is asked.
     *
     * @throws UserError if they don't, or if Slack can't say.
     */
    async readCaller(workspace: Workspace, actor: SlackActor): Promise<Caller> {
      const { user, handle, about, origin } = actor
      const { channel = atHome } = about ?? actor
      const isElsewhere = channel !== atHome && channel !== origin
      const id = toPersonId(workspace.team, user)
      profiles.hear(id, handle)
      // Not waited for: the rank comes from the same look-up, in time or not at all.
      void profiles.learn([id], 'rest')
      const rank = await (isElsewhere
        ? readRankElsewhere(workspace, user, channel)
        : readRankHere(workspace, actor, channel))
      const place = await readPlace(workspace, actor)
      const [name, zone] = [profiles.nameOf(id), profiles.zoneOf(id)]
      return { person: { id, name }, place, rank, ...(zone !== undefined && { zone }) }
    },

    /**
     * Requires that the bot can post in the actor's channel. Checked before running a command whose answer is for
     * everyone, so that no poll is created without its message.
     *
     * @throws UserError if it can't.
     */
    async requireMayPost(workspace: Workspace, { channel }: SlackActor): Promise<void> {
      if (channel === undefined) throw noChannelGiven()
      const where = await conversations.find(workspace, channel, { isFresh: true })
      if (where.isArchived) throw currentChannelArchived()
      if (where.isMember) return
      // The ids of direct messages begin with D, and Slack hides those of others.
      if (channel.startsWith('D')) throw directMessageOfTwo()
      throw notInCurrentChannel(await profiles.botName(workspace))
    },
  }
}

export type CallerReader = ReturnType<typeof createCallerReader>

/** The addressee of an answer's controls, which are about the same place as the call. */
export const toAddressee = ({ team }: Workspace, { user, about }: SlackActor): Addressee => ({
  person: toPersonId(team, user),
  place: about,
})
