import { describe, expect, test } from 'vitest'
import type { Sent } from '../platforms/slack/entities.ts'
import {
  callsIn,
  callsOf,
  channelOf,
  inTurn,
  opened,
  receipt,
  shared,
  title,
  withBoard,
} from '../slack/fault-table.ts'
import { gapsOf, pictureOn, readers, seatedInProcess } from '../slack/table.ts'

describe.concurrent('a receipt', () => {
  const table = shared()

  test('comes as a note of the conversation when its address has expired', inTurn, async () => {
    const { slack, told, says } = table()
    const { place, board } = await opened(table())
    const asked = slack.people.press(slack.home.ben, 'Cog · Worst', board)
    slack.expireResponses()
    expect(await told(asked)).toContain(receipt)
    expect(callsIn(table(), place, 'chat.postEphemeral')).toHaveLength(1)
    await says(board, '1 vote')
  })

  test('comes as a direct message where the bot may not write either', inTurn, async () => {
    const { slack, told, note } = table()
    const { people, home } = slack
    const { place, board } = await opened(table())
    people.removeBot(place)
    const asked = people.press(home.ben, 'Cog · Worst', board)
    slack.expireResponses()
    expect(await told(asked)).toContain(receipt)
    expect(note(home.ben).channel).toBe(home.directOf(home.ben).id)
  })

  test('comes as a direct message where notes are against the rules', inTurn, async () => {
    const { slack, told, note } = table()
    const { people, home } = slack
    const { board } = await opened(table())
    const error = 'restricted_action_read_only_channel'
    slack.makeTrouble((method) => (method === 'chat.postEphemeral' ? { error } : undefined))
    const asked = people.press(home.ben, 'Cog · Worst', board)
    slack.expireResponses()
    expect(await told(asked)).toContain(receipt)
    expect(note(home.ben).channel).toBe(home.directOf(home.ben).id)
  })

  test('of a form comes all the same when the address of its button has expired', inTurn, async () => {
    const { slack, note, says } = table()
    const { people, home } = slack
    const { board } = await opened(table())
    const asked = people.press(home.ben, 'Full ballot…', board)
    await people.answered(asked)
    if (asked.view === undefined) throw new Error('No form was opened')
    slack.expireResponses()
    await people.answered(people.submit(home.ben, asked.view, { approach: '2', case: '2' }))
    expect(slack.textOf(note(home.ben))).toContain(receipt)
    await says(board, '1 vote')
  })
})

describe.concurrent('a form', () => {
  const table = shared()

  test('that could not be opened in time is a button away', inTurn, async () => {
    const { slack, note } = table()
    const { people, home } = slack
    const { board } = await opened(table())
    let opens = 0
    const asked = people.press(home.ben, 'Full ballot…', board)
    slack.makeTrouble((method) => {
      if (method === 'views.open' && opens++ === 0) asked.pastMs += 3500
      return undefined
    })
    await people.answered(asked)
    expect(asked.view).toBeUndefined()
    const again = people.press(home.ben, 'Open the form', note(home.ben))
    await people.answered(again)
    expect(again.view && slack.textOf(again.view)).toContain('Approach')
  })

  test.each(['users.info', 'conversations.info'])(
    'is opened at once and filled in later when %s is slow',
    inTurn,
    async (slow) => {
      const { slack } = table()
      const { people, home } = slack
      const { board } = await opened(table())
      const [newcomer = home.ben] = readers(table(), 1)
      const elsewhere = home.openChannel('elsewhere', { kind: 'public' })
      const message = people.say(home.ada, 'https://arxiv.org/abs/2204.05862', { channel: elsewhere })
      const asked =
        slow === 'users.info'
          ? people.press(newcomer, 'Full ballot…', board)
          : people.menu(home.ada, 'place', message)
      const shown = () => (asked.view === undefined ? '' : slack.textOf(asked.view))
      // It answers only once the form is there: whoever waited for the answer first would wait for ever.
      const isOpened = () => shown().includes('Loading…')
      slack.makeTrouble((method) => (method === slow ? { until: isOpened } : undefined))
      await people.answered(asked)
      expect(shown()).toMatch(/\[(?:Vote|Start poll)\]/)
      expect(shown()).not.toContain('Loading…')
    },
  )
})

test.concurrent('whoever asks for a poll where Slack takes none is told why, and what to do', async () => {
  await using table = await seatedInProcess()
  const { slack, told, posted } = table
  const error = 'restricted_action_read_only_channel'
  slack.makeTrouble((method) => (method === 'chat.postMessage' ? { error } : undefined))
  const answer = await told(slack.people.slash(slack.home.ada, `poll ${title}`))
  expect(answer).toMatch(/Only some people may post.*Ask a channel manager/)
  expect(posted()).toEqual([])
})

describe.concurrent('a message is posted once', () => {
  const table = shared()

  test('when the answer to a poll is lost after the work was done', inTurn, async () => {
    const { slack, posted, poll, told, says } = table()
    const place = channelOf(slack)
    let posts = 0
    slack.makeTrouble((method) => (method === 'chat.postMessage' && posts++ === 0 ? 'lose' : undefined))
    const board = await poll(title, place)
    await told(slack.people.press(slack.home.ben, 'Cog · Worst', board))
    await says(board, '1 vote')
    expect(posted(place)).toHaveLength(1)
    expect(posts).toBe(1)
  })

  test('when the answer to an outcome is lost after the work was done', inTurn, async () => {
    const { slack, posted, told, appears } = table()
    const { people, home } = slack
    const { place, board } = await opened(table())
    await told(people.press(home.ben, 'Cog · Worst', board))
    let posts = 0
    const isOutcome = (words: unknown) =>
      String(words).includes('Round 1 on') && String(words).includes('is closed')
    slack.makeTrouble((method, { text }) =>
      method === 'chat.postMessage' && isOutcome(text) && posts++ === 0 ? 'lose' : undefined,
    )
    await told(people.slash(home.ada, 'close', place))
    await appears('Round 1 is closed.', place, board.ts)
    await slack.until(() => callsIn(table(), place, 'conversations.replies').length > 0)
    // The next outcome comes after whatever else is posted for the first one.
    await told(people.slash(home.ada, 'reopen', place))
    await told(people.slash(home.ada, 'close', place))
    // Two outcomes, and the line between them.
    await slack.until(() => posted(place, board.ts).length > 2)
    expect(posts).toBe(2)
  })

  test('when Slack fails before the work is done', inTurn, async () => {
    const { slack, posted, poll } = table()
    const place = channelOf(slack)
    let posts = 0
    slack.makeTrouble((method, { channel }) =>
      method === 'chat.postMessage' && channel === place.id && posts++ === 0 ? { status: 500 } : undefined,
    )
    await poll(title, place)
    expect(posts).toBe(2)
    expect(posted(place)).toHaveLength(1)
  })

  test('at the pace of its channel, however many are asked for', inTurn, async () => {
    const { slack, posted, appears } = table()
    const { people, home } = slack
    const place = channelOf(slack)
    const papers = Array.from({ length: 10 }, (_, i) => `The paper numbered ${i}`)
    for (const paper of papers) people.slash(home.ada, `poll ${paper}`, place)
    await Promise.all(papers.map((paper) => appears(paper, place)))
    expect(posted(place)).toHaveLength(10)
    const times = callsIn(table(), place, 'chat.postMessage').map(({ at }) => at)
    expect(gapsOf(times).filter((gap) => gap < 1000)).toEqual([])
  })
})

describe.concurrent('all is said and can be pressed', () => {
  const table = shared()

  test.each([
    ['tables with pages', ['data_table']],
    ['tables', ['data_table', 'table']],
    ['rich text', ['rich_text']],
    ['tables and rich text', ['data_table', 'table', 'rich_text']],
  ])('where Slack knows no %s yet', inTurn, async (_, types) => {
    const { slack, posted, told, says, note } = table()
    const { people, home } = slack
    const { board: usual } = await opened(table())
    const buttons = (sent: Sent) => slack.textOf(sent).match(/\[[^\]]+\]/g)
    const used = ({ blocks }: Sent) => blocks.map(({ type }) => type).filter((type) => types.includes(type))
    for (const type of types) slack.refuseBlockTypes.add(type)
    const { place, board } = await opened(table())
    expect(used(board)).toEqual([])
    expect(buttons(board)).toEqual(buttons(usual))
    expect(await told(people.press(home.ben, 'Cog · Worst', board))).toContain(receipt)
    expect(used(note(home.ben))).toEqual([])
    for (const words of ['1 vote', 'Round 1', 'names are shown to everyone', '1 Cognitivist × Worst-case'])
      await says(board, words)
    const results = await told(people.slash(home.cleo, 'results', place))
    expect(results).toMatch(/Engineering\D+0\D+0\D+0/)
    expect(results).toMatch(/Behaviorist science\D+0\D+0\D+0/)
    expect(results).toMatch(/Cognitivist science\D+0\D+0\D+1/)
    await slack.until(() => pictureOn(board)?.includes('1 vote') === true)
    expect(posted(place)).toHaveLength(1)
  })

  test('while no picture gets ready', inTurn, async () => {
    const { slack, note, told, says } = table()
    const { people, home } = slack
    slack.fileReadyAfter = Number.POSITIVE_INFINITY
    const { place, board } = await opened(table())
    await told(people.press(home.ben, 'Behav · Pess', board))
    await says(board, '1 Behaviorist × Pessimistic-case')
    expect(pictureOn(board)).toBeUndefined()
    const results = await told(people.slash(home.cleo, 'results', place))
    expect(results).toMatch(/Behaviorist science\D+0\D+1\D+0/)
    expect(results).toContain('1 vote, at Behaviorist × Pessimistic-case.')
    expect(pictureOn(note(home.cleo))).toBeUndefined()
  })
})

describe.concurrent('a board', () => {
  test('that has a thread and is deleted has its next outcome in the channel too', async () => {
    await using table = await withBoard()
    const { slack, board, told, appears } = table
    const { people, home } = slack
    await told(people.press(home.ben, 'Cog · Worst', board))
    await told(people.slash(home.ada, 'close'))
    await appears('Round 1 is closed.', home.general, board.ts)
    await told(people.slash(home.ada, 'reopen'))
    board.isDeleted = true
    await told(people.slash(home.ada, 'close'))
    expect(slack.textOf(await appears('Round 1 is closed.'))).toContain(title)
  })

  test('follows again once the bot is invited back, and meanwhile people are answered and counted', async () => {
    await using table = await withBoard()
    const { slack, board, told, says } = table
    const { people, home } = slack
    people.removeBot(home.general)
    expect(await told(people.press(home.ben, 'Cog · Worst', board))).toContain(receipt)
    expect(await told(people.press(home.cleo, 'Cog · Worst', board))).toContain(receipt)
    await slack.until(() => callsOf(table, 'chat.update').some(({ error }) => error === 'not_in_channel'))
    expect(await told(people.slash(home.ben, 'results'))).toContain('2 votes')
    people.invite(home.general)
    await says(board, '2 votes')
  })
})
