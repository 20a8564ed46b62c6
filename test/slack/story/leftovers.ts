import { beforeAll, describe, expect, test } from 'vitest'
import { botScopes } from '../../../adapters/slack/setup/manifest.ts'
import { compileFaults } from '../../platforms/slack/compiled.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { picturesIn } from '../storyteller.ts'
import type { Scene } from './scene.ts'

/** What all of it leaves behind. */
export function inTheEnd(begun: () => Scene): void {
  describe('in the end', () => {
    let slack: Slack
    let here: Workspace
    beforeAll(() => {
      ;({ slack, here } = begun())
    })

    test('no picture is kept that a board no longer shows', async () => {
      for (const sent of here.messages.values()) {
        const shown = slack.requests
          .filter(({ method, args }) => method === 'chat.update' && args.ts === sent.ts)
          .flatMap(({ args }) => JSON.stringify(args.blocks).match(/F0[0-9A-Z]{9}/g) ?? [])
        const kept = () => [...new Set(shown)].filter((id) => here.files.get(id)?.isDeleted === false)
        await slack.until(() => kept().length <= 1)
        expect(kept()).toEqual(kept().filter((id) => picturesIn(sent.blocks).includes(id)))
      }
    })

    test('everything that was sent fits the types that Slack publishes', async () => {
      expect(await compileFaults(slack.requests)).toEqual([])
    })

    test('no scope was asked for that nothing needs', () => {
      expect([...slack.usedScopes].toSorted()).toEqual(Object.keys(botScopes).toSorted())
    })
  })
}
