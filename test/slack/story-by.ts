import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Cruxgrid } from '../running.ts'
import { type Connected, connected, type Mode } from './open-slack.ts'
import { story } from './story.ts'

/** What went wrong by the log of a process. */
export const faultsIn = ({ log }: Cruxgrid) => log.filter((line) => /"level":[56]0|nhandled/.test(line))

/** The story of one workspace, told over one of the two ways in which Slack delivers. */
export function storyBy(mode: Mode): void {
  describe.concurrent(`a reading group on Slack, by ${mode}`, () => {
    let table: Connected

    beforeAll(async () => {
      table = await connected(mode)
    })
    afterAll(async () => {
      await table[Symbol.asyncDispose]()
      expect(faultsIn(table.cruxgrid)).toEqual([])
    })

    describe('from the first poll on', { concurrent: false }, () =>
      story(() => ({ slack: table.slack, workspace: table.slack.home })),
    )
  })
}
