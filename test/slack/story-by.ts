import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Running } from '../running.ts'
import { type Connected, connectedInProcess, type Mode } from './open-slack.ts'
import { story } from './story/story.ts'

/** What went wrong by its log. */
export const faultsIn = ({ log }: Pick<Running, 'log'>) =>
  log.filter((line) => /"level":[56]0|nhandled/.test(line))

/** The story of one workspace, told over one of the two ways in which Slack delivers. */
export function storyBy(mode: Mode): void {
  describe.concurrent(`a reading group on Slack, by ${mode}`, () => {
    let table: Connected<Running>

    beforeAll(async () => {
      table = await connectedInProcess(mode)
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
