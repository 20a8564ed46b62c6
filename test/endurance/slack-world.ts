import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { createAdapter } from '../../adapters/slack/connect.ts'
import { readSettings } from '../../adapters/slack/setup/settings.ts'
import type { Caller } from '../../src/chat/caller.ts'
import type { Person, Sent } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { settingsFor } from '../slack/open-slack.ts'
import type { ReadingWorld, Seen } from './reading-world.ts'

/** A group that reads on the loopback Slack. */
export async function openSlackWorld(): Promise<ReadingWorld> {
  const slack = await startSlack()
  slack.fileReadyAfter = 0
  const { home } = slack
  const { general, ada } = home
  // As the manifest asks for them: the reading list is pinned, and has its bookmark.
  home.bot.scopes = [...home.bot.scopes, 'pins:write', 'bookmarks:write']
  const members = [ada, home.ben, home.cleo, home.join('Dora'), home.join('Eli')]
  for (const { id } of members) general.members.add(id)

  const callerOf = (person: Person): Caller => ({
    person: { id: toPersonId(home.id, person.id), name: person.profile.display_name },
    place: { platform: 'slack', space: toSpaceId(home.id), channel: general.id },
    rank: person === ada ? 'admin' : 'member',
  })

  function seenAs(sent: Sent): Seen {
    const { ts, channel, threadTs, blocks } = sent
    const alone = members.find((person) => home.directOf(person).id === channel)
    return {
      at: Number(ts) * 1000,
      id: ts,
      where: alone !== undefined ? 'direct' : threadTs === undefined ? 'channel' : 'thread',
      thread: threadTs,
      to: alone?.profile.display_name,
      text: slack.textOf(sent),
      moments: [...JSON.stringify(blocks).matchAll(/"timestamp":(\d+)/g)].map(
        ([, seconds]) => Number(seconds) * 1000,
      ),
    }
  }

  return {
    platform: 'slack',
    origin: slack.origin,
    open(origin, house, clock) {
      const settings = readSettings({
        ...settingsFor(slack, 'http'),
        SLACK_API_URL: slack.api.replace(slack.origin, origin),
      })
      if (settings === undefined) throw new Error('Slack is not configured')
      return createAdapter(settings, house, clock).port
    },
    members: members.map(callerOf),
    seen: () =>
      [...home.messages.values()]
        .filter(({ by, isDeleted }) => by === home.bot.user && !isDeleted)
        .map(seenAs),
    violations: slack.violations,
    [Symbol.asyncDispose]: () => slack.close(),
  }
}
