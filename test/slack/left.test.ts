import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Sent } from '../platforms/slack/entities.ts'
import type { Workspace } from '../platforms/slack/world.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { picturesIn, storyOf } from './storyteller.ts'
import { installPage, tenancyInProcess } from './tenancy.ts'

const dayMs = 86_400_000

/** Two workspaces with a poll in an open and one in a closed conversation each. */
async function inUse() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await tenancyInProcess(({ appToken }) => ({ SLACK_APP_TOKEN: appToken }), clock)
  const { slack, cruxgrids, database } = table
  const { home, away, people } = slack
  await slack.sockets.waitFor(2)
  /** A board whose picture was late is edited again once its pace allows it. */
  const pictured = (board: Sent) =>
    until(() => {
      clock.advance(1000)
      return picturesIn(board.blocks).length > 0
    })
  for (const workspace of [home, away]) {
    await people.install(workspace, installPage(cruxgrids[0]))
    const story = storyOf({ slack, workspace })
    const board = await story.opens(workspace.ada, `poll In ${workspace.id} closes:never`)
    await pictured(board)
    await story.told(people.press(workspace.ben, 'Cog · Worst', board))
    const direct = workspace.directOf(workspace.ada)
    await people.answered(people.slash(workspace.ada, `poll Closed in ${workspace.id} closes:never`, direct))
    // Nothing is on its way any more when the app is removed.
    await pictured(await story.appears('Closed in', { channel: direct }))
    const words = `settings managers add:${people.at(workspace.ben)}`
    await people.answered(people.slash(workspace.ada, words, workspace.general))
    const form = people.press(workspace.ada, 'Full ballot…', board)
    await people.answered(form)
  }
  const rows = ({ id }: Workspace) => rowsOf(database).filter((row) => row.includes(id))
  /** What people have said and voted there. */
  const polls = (workspace: Workspace) =>
    rows(workspace).filter((row) => /^(?:poll|polls|ballot|spaces|slack-install)[/ ]/.test(row))
  return {
    ...table,
    clock,
    home,
    away,
    rows,
    polls,
    isLeft: () => rowsOf(database).some((row) => row.startsWith('left ')),
    isInstalled: ({ id }: Workspace) => rowsOf(database).some((row) => row.startsWith(`slack-install ${id}`)),
  }
}

test.each(['app_uninstalled', 'tokens_revoked'])(
  'what is stored of a workspace goes 30 days after %s, its token at once',
  async (event) => {
    await using table = await inUse()
    const { slack, clock, home, away, rows, polls, isLeft, isInstalled } = table
    slack.subscribed.delete(event === 'app_uninstalled' ? 'tokens_revoked' : 'app_uninstalled')
    for (const kind of [
      'poll/',
      'polls/',
      'managers/',
      'slack-install',
      'slack-conversation/',
      'slack-post/',
    ])
      expect(
        rows(away).some((row) => row.startsWith(kind)),
        kind,
      ).toBe(true)
    expect(rows(away).some((row) => row.startsWith(`polls/slack:${away.id}.`))).toBe(true)
    const [before, elsewhere] = [polls(away), polls(home)]
    slack.people.uninstall(away)
    await until(isLeft)
    await until(() => !isInstalled(away))
    expect(rows(away).some((row) => row.startsWith('slack-form'))).toBe(false)
    expect(polls(away)).toEqual(before.filter((row) => !row.startsWith('slack-install')))
    clock.advance(31 * dayMs)
    await until(() => !isLeft())
    await until(() => rows(away).length === 0)
    expect(polls(home)).toEqual(elsewhere)
  },
)

test('a workspace that installs the app again within 30 days keeps what it had', async () => {
  await using table = await inUse()
  const { slack, cruxgrids, clock, away, rows, isLeft } = table
  slack.people.uninstall(away)
  await until(isLeft)
  clock.advance(20 * dayMs)
  await slack.people.install(away, installPage(cruxgrids[0]))
  expect(isLeft()).toBe(false)
  clock.advance(20 * dayMs)
  const story = storyOf({ slack, workspace: away })
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  await story.told(slack.people.press(away.cleo, 'Cog · Worst', board))
  expect(rows(away).filter((row) => row.startsWith('polls/')).length).toBe(2)
  await until(() => {
    clock.advance(500)
    return slack.textOf(board).includes('2 votes')
  })
})
