import { afterAll, beforeAll, describe, expect } from 'vitest'
import { eventsOf } from '../slack/open-slack.ts'
import { story } from '../slack/story/story.ts'
import { faultsIn, storyBy } from '../slack/story-by.ts'
import { installPage, type Tenancy, tenancy } from '../slack/tenancy.ts'

// In npm test the story is told by socket.
storyBy('http')

describe.concurrent('one of two workspaces that installed the app, on two processes that share one database', () => {
  let table: Tenancy

  beforeAll(async () => {
    table = await tenancy(1)
    const { slack, cruxgrids } = table
    slack.deliverBy({ kind: 'http', urls: cruxgrids.map(eventsOf) })
    for (const workspace of [slack.home, slack.away])
      await slack.people.install(workspace, installPage(cruxgrids[0]))
  })
  afterAll(async () => {
    await table[Symbol.asyncDispose]()
    expect(table.cruxgrids.flatMap(faultsIn)).toEqual([])
  })

  describe('from the first poll on', { concurrent: false }, () =>
    story(() => ({ slack: table.slack, workspace: table.slack.home })),
  )
})
