import { describe, expect, test } from 'vitest'
import { withGroup } from './test-group.ts'

const [control, foundations] = ['AI Control', 'Agent foundations']

describe('a session', () => {
  test('runs from the choice of its paper to the recap by itself', async () => {
    await using group = await withGroup()
    const { ada, ben, cleo, goTo, post, posts, told, read, table } = group
    await ada.type('reading facilitators order:table:ben,table:ada')
    await ada.type('reading schedule expect:table:ada,table:ben,table:cleo')
    await goTo('2026-11-26T00:00:00Z')
    await ben.type(`reading add ${control} why:the case for assuming the model schemes`)
    await cleo.type(`reading add ${foundations} why:it asks what an agent is`)
    await ada.type(`reading list vote:${foundations}`)

    await goTo('2026-11-26T01:00:00Z')
    expect(told('ben')[0]).toContain("You're leading the next session")
    await table.until(group.board, `Next session: Wed 2 Dec, 17:00 (UTC) · ${foundations} · led by ben`)

    await goTo('2026-11-30T17:05:00Z')
    const announcement = post('next session')
    expect(read(announcement)).toMatch(/^When: Wed 2 Dec, 17:00 \(UTC\)$/m)
    expect(read(announcement)).toContain(`Paper: ${foundations}`)
    expect(read(announcement)).toContain('“it asks what an agent is” Cleo')
    expect(group.wordsOf(await ada.press(announcement, 'Coming'))).toBe('Noted: you are coming on Wed 2 Dec.')
    expect(group.wordsOf(await ben.press(announcement, 'Not this time'))).toBe(
      'Noted: you are not coming on Wed 2 Dec.',
    )
    await table.until(announcement, '1 person is coming.')

    await goTo('2026-12-01T17:05:00Z')
    expect(told('cleo').filter((words) => words.includes(': session in '))).toHaveLength(1)
    expect(told('ada').filter((words) => words.includes(': session in '))).toHaveLength(0)

    await goTo('2026-12-02T17:01:00Z')
    const opening = post("Reading group: today's session has started")
    const poll = post('Open, votes hidden · 0 of 3 have voted')
    expect(poll.message.place.thread).toBe(opening.message.id)
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    const dora = table.as('Dora')
    await dora.press(poll, 'Cog · Worst')
    expect(posts('Votes are visible.')).toHaveLength(0)

    await goTo('2026-12-02T17:31:00Z')
    const prompt = post('Votes are visible.')
    expect(prompt.message.place.thread).toBe(opening.message.id)
    expect(read(prompt)).toBe(
      [
        'Votes are visible.',
        '3 votes. Split 1–2 between Engineering × Average-case and Cognitivist × Worst-case.',
        'Approach: split 1–2 between the two ends, Engineering and Cognitivist; nobody in between.',
        'Case: split 1–2 between the two ends, Average-case and Worst-case; nobody in between.',
        'To settle: if it worked and nobody knew why, would the paper still have reached its aim? Yes points to Engineering, no to Cognitivist.',
      ].join('\n'),
    )

    await goTo('2026-12-02T18:01:00Z')
    post('Round 2 is open')
    await table.until(poll, 'Round 2 · opened by')
    await ben.press(poll, 'Cog · Worst')
    await ada.press(poll, 'Cog · Worst')

    await goTo('2026-12-03T17:05:00Z')
    const recap = post('Recap: Agent foundations')
    for (const words of [
      'Round 1: 3 votes. ',
      'Round 2: 2 votes, both at Cognitivist × Worst-case. Too few to call.',
      'Only 2 people voted in both rounds, too few to compare. 1 voted in round 1 but not in round 2.',
      `Next: ${control}, Wed 9 Dec, 17:00 (UTC).`,
      'Open page',
    ])
      expect.soft(read(recap)).toContain(words)
    expect(read(recap).match(/Round [12]: [23] votes[.,] /g)).toHaveLength(2)
    expect(posts('is closed.')).toHaveLength(0)
    expect(read(announcement)).toContain('Reading group read Agent foundations')
    expect(group.wordsOf(await ada.type('reading history'))).toContain(`Wed 2 Dec: ${foundations}`)
    expect(table.logged).toEqual([])
  })

  test('reveals as soon as all who are expected have voted', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, post, posts } = group
    await ada.type('reading schedule expect:table:ada,table:ben')
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T17:01:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T17:05:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await ben.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T17:06:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('waits for the second ballot, and talks for a quarter of an hour before the re-vote', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, post, posts } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T17:01:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T18:30:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T18:32:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    expect(posts('Round 2 is open')).toHaveLength(0)
    await goTo('2026-11-25T18:50:00Z')
    expect(posts('Round 2 is open')).toHaveLength(1)
  })

  test('asks for nominations once, takes the first that arrives, and says so when there is none', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ben, goTo, posts, told, ada } = group
    await ada.type('reading facilitators order:table:ada,table:ben')
    await goTo('2026-11-28T00:00:00Z')
    expect(posts('There is no paper yet for Wed 2 Dec.')).toHaveLength(1)
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-28T00:10:00Z')
    expect(told('ada')).toHaveLength(1)
    await goTo('2026-12-09T17:30:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
    expect(
      posts('Nobody nominated a paper, so there is no session today. Next session: Wed 16 Dec, '),
    ).toHaveLength(1)
    expect(group.wordsOf(await ada.type('reading history'))).toContain(
      'Wed 9 Dec: skipped (no paper was nominated): no paper',
    )
  })
})

describe('by hand', () => {
  test('a reveal before its time leaves no line in the opening that votes are hidden until then', async () => {
    await using group = await withGroup()
    const { ada, ben, cleo, goTo, post, table } = group
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-25T17:01:00Z')
    const opening = post("today's session has started")
    await table.until(opening, 'Votes stay hidden until the reveal at 17:30.')
    for (const one of [ben, cleo]) await one.press(post('Open, votes hidden'), 'Cog · Worst')
    await ada.type('reading next do:reveal')
    await table.until(opening, 'The votes are in the thread.')
    expect(group.read(opening)).not.toContain('stay hidden')
  })

  test('a session that is opened early is opened once, and goes on from its start', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts, post } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T16:30:00Z')
    expect(group.wordsOf(await ben.type('reading next do:open'))).toContain(
      'Only the facilitator or an organiser can do that.',
    )
    expect(group.wordsOf(await ada.type('reading next do:open'))).toContain('Done: the start.')
    await goTo('2026-11-25T17:05:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:29:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await goTo('2026-11-25T17:31:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    expect(group.wordsOf(await ada.type('reading next'))).toMatch(
      /The start: done \w{3} \d\d? Nov, \d\d:\d\d by Ada\nThe reveal: done Wed 25 Nov, 17:30/,
    )
  })

  test('a reveal, a re-vote and a recap are not done again', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts, post } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T17:05:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    const inThread = group.table.as('Ada', 'manager', { thread: poll.message.place.thread ?? '' })
    await inThread.type('reveal')
    await goTo('2026-11-25T17:10:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    await inThread.type('close')
    await inThread.type('revote')
    await goTo('2026-11-25T19:00:00Z')
    await group.table.until(poll, 'Round 2 · opened by')
    await ada.type('reading next do:recap')
    await goTo('2026-11-27T17:00:00Z')
    expect(posts('Recap: AI Control')).toHaveLength(1)
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('says itself what it does with its poll; what a person does with it is a line of its own', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts, post } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T17:05:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T19:00:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    const lines = () => group.table.said.filter(({ key }) => key.startsWith('announce/'))
    expect(lines()).toEqual([])
    const inThread = group.table.as('Ada', 'manager', { thread: poll.message.place.thread ?? '' })
    await inThread.type('close')
    await goTo('2026-11-25T19:01:00Z')
    expect(lines().map((line) => group.read(line))).toEqual([
      'Round 2 on “AI Control” has closed. Nobody voted.',
    ])
  })

  test('a poll that is opened on the chosen paper in the channel is taken over', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T16:00:00Z')
    await ben.type(`poll ${control} blind`)
    await goTo('2026-11-25T17:05:00Z')
    expect(posts('Round 1 · ')).toHaveLength(1)
    const poll = posts('Round 1 · ')[0]
    if (poll === undefined) throw new Error('No poll')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:35:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('a poll that is closed by hand has no re-vote, and its recap at its time', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts, post } = group
    await ben.type(`reading add ${control} why:because`)
    await goTo('2026-11-25T17:05:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    await group.table.as('Ada', 'manager', { thread: poll.message.place.thread ?? '' }).type('close')
    await goTo('2026-11-26T16:00:00Z')
    expect(posts('Round 2 is open')).toHaveLength(0)
    await goTo('2026-11-26T17:05:00Z')
    expect(posts('Recap: AI Control')).toHaveLength(1)
  })
})
