import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import type { PersonId } from '../../src/chat/caller.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openPort } from './open-port.ts'
import { settingsFor } from './open-slack.ts'

test('somebody is absent whose account is closed, and whom Slack doesn’t know', async () => {
  await using directory = await temporaryDirectory()
  const slack = await startSlack()
  const { home } = slack
  {
    await using port = await openPort(join(directory.path, 'port.db'), settingsFor(slack, 'http'))
    const place = { platform: 'slack', space: toSpaceId(home.id), channel: home.general.id }
    const isAbsent = (person: PersonId) => port.isAbsent?.(person, place)
    expect(await isAbsent(toPersonId(home.id, home.ben.id))).toBe(false)
    home.ben.deleted = true
    expect(await isAbsent(toPersonId(home.id, home.ben.id))).toBe(true)
    expect(await isAbsent(toPersonId(home.id, 'U0NOBODY99'))).toBe(true)
    slack.makeTrouble((method) => (method === 'users.info' ? { error: 'internal_error' } : undefined))
    await expect(isAbsent(toPersonId(home.id, home.cleo.id))).rejects.toThrow()
  }
  await slack.close()
  expect(slack.violations).toEqual([])
})
