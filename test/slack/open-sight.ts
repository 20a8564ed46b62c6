import { join } from 'node:path'
import { expect } from 'vitest'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openPort } from './open-port.ts'
import { settingsFor } from './open-slack.ts'

/** A loopback Slack, and a port whose time a test moves. */
export async function opened() {
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const port = await openPort(join(directory.path, 'port.db'), settingsFor(slack, 'http'), clock)
  return {
    slack,
    home: slack.home,
    port,
    clock,
    canSee: (person: Person, { team, id }: Channel) =>
      port.canSee(toPersonId(slack.home.id, person.id), {
        platform: 'slack',
        space: toSpaceId(team),
        channel: id,
      }),
    callsOf: (called: string) => slack.requests.filter(({ method }) => method === called),
    async [Symbol.asyncDispose]() {
      await port[Symbol.asyncDispose]()
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}
