import { describe, expect, test } from 'vitest'
import { faultsIn, storyBy } from './story-by.ts'
import { storyOf } from './storyteller.ts'
import { installPage, tenancyInProcess } from './tenancy.ts'

storyBy('socket')

describe.concurrent('a workspace that installed the app, by socket', () => {
  test('installs, opens a poll, votes', async () => {
    await using table = await tenancyInProcess(({ appToken }) => ({ SLACK_APP_TOKEN: appToken }))
    const { slack, cruxgrids } = table
    const { away: workspace, people } = slack
    const teller = storyOf({ slack, workspace })
    await slack.sockets.waitFor(2)
    await people.install(workspace, installPage(cruxgrids[0]))
    const board = await teller.opens(workspace.ada, 'poll Over the socket')
    await teller.picture(board)
    expect(await teller.told(people.press(workspace.ben, 'Cog · Worst', board))).toContain(
      'Your vote: Cognitivist science × Worst-case',
    )
    await teller.says(board, '1 Cognitivist × Worst-case')
    expect(await teller.told(people.slash(workspace.ben, 'results'))).toContain('1 vote')
    expect(cruxgrids.flatMap(faultsIn)).toEqual([])
    teller.isClean()
  })
})
