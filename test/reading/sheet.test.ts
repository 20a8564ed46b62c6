import { describe, expect, test } from 'vitest'
import type { Stance } from '../../src/grid/stance.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import type { OpenBallot } from '../../src/poll/disclosed-round.ts'
import { whomToCallOn } from '../../src/reading/call-on.ts'
import { divideTalk } from '../../src/reading/talk-minutes.ts'
import { withGroup } from './test-group.ts'

const [first, second] = ['AI Control', 'Agent foundations']

/** A group that Ada leads, on Wednesdays at 17:00 in Berlin, with two papers. */
async function withFacilitator(settings = 'season:Winter') {
  const group = await withGroup({ rule: 'wed 17:00 Europe/Berlin' })
  const { ada, ben } = group
  await ada.type('reading facilitators order:table:ada')
  await ada.type(`reading schedule ${settings}`)
  await ben.type(`reading add ${first} why:the case for assuming the model schemes`)
  await ben.type(`reading add ${second} why:it asks what an agent is`)
  await ada.type(`reading list vote:${first}`)
  return group
}

const sheets = (told: readonly string[]) =>
  told.filter((words) => /^Your sheet for|^After the reveal/.test(words))

describe("the facilitator's sheet", () => {
  test('comes an hour before, and again after the reveal, with whom to call on and how to divide the time', async () => {
    await using group = await withFacilitator()
    const { ada, ben, cleo, table, goTo, told, post, posts } = group
    await goTo('2026-11-23T18:00:00Z')
    await ben.press(post('next session'), 'Coming')
    await goTo('2026-11-25T15:01:00Z')
    expect(sheets(told('ada'))).toEqual([
      [
        'Your sheet for AI Control, today 17:00 (Berlin)',
        '17:00 open · 17:30 reveal · 18:00 vote again · recap tomorrow 17:00',
        '1 is coming.',
        "[Open it now] [I can't lead]",
      ].join('\n'),
    ])
    await goTo('2026-11-25T16:01:00Z')
    const poll = post('Open, votes hidden')
    const [dan, eve, fay] = ['Dan', 'Eve', 'Fay'].map((name) => table.as(name))
    for (const one of [ada, ben, eve]) await one?.press(poll, 'Eng · Worst')
    await dan?.submit(await dan.press(poll, 'Full ballot…'), {
      approach: '1',
      case: '2',
      crux: "If the red-teaming were the contribution, I'd call it Engineering.",
    })
    await cleo.press(poll, 'Behav · Worst')
    await fay?.press(poll, 'Eng · Pess')
    await goTo('2026-11-25T16:30:30Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    expect(sheets(told('ada'))[1]).toBe(
      [
        'After the reveal: 6 votes. Most agree on Worst-case (5 of 6); the approach is not settled.',
        "Call on: Fay (Engineering × Pessimistic-case) and Dan (Behaviorist × Worst-case). Ask whether they'd like to say why.",
        'Cruxes: 1 listed. Everyone sees by 17:40 whether it is shared.',
        '17:32 each side, two minutes · 17:36 the crux · 17:55 what would settle it · 18:00 vote again',
      ].join('\n'),
    )
    await goTo('2026-11-25T17:01:00Z')
    await fay?.press(poll, 'Eng · Worst')
    for (const one of [ada, ben, dan, eve]) await one?.press(poll, 'Eng · Worst')
    await cleo.press(poll, 'Behav · Worst')
    for (const one of [ada, ben, cleo]) {
      const receipt = await one.press(poll, one === cleo ? 'Behav · Worst' : 'Eng · Worst')
      await one.press(receipt, 'Not settled')
    }
    await goTo('2026-12-02T15:01:00Z')
    expect(sheets(told('ada'))).toHaveLength(3)
    expect(sheets(told('ada'))[2]).toContain('\nLast week: 2 of 6 changed their vote. Not settled: ')
  })

  test('names nobody any more once they are forgotten', async () => {
    await using group = await withFacilitator()
    const { ada, ben, cleo, table, goTo, told, post } = group
    await goTo('2026-11-25T16:01:00Z')
    const poll = post('Open, votes hidden')
    for (const one of [ada, ben]) await one.press(poll, 'Eng · Worst')
    await cleo.press(poll, 'Eng · Avg')
    const dan = table.as('Dan')
    await dan.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T16:30:30Z')
    expect(sheets(told('ada'))[1]).toContain('Call on: Cleo (Engineering × Average-case) and Dan (Cog')
    expect(JSON.stringify(await dan.type('my-data'))).toContain('calledOn')
    await dan.press(await dan.type('forget-me'), 'Delete everything')
    await table.quiet()
    expect(sheets(told('ada')).join()).not.toContain('Call on')
    expect(JSON.stringify(await dan.type('my-data'))).not.toContain('calledOn')
  })

  test('is for who leads the session and for organisers, at any time', async () => {
    await using group = await withFacilitator()
    const { ada, ben, cleo, goTo, wordsOf } = group
    await goTo('2026-11-25T12:00:00Z')
    expect(wordsOf(await ada.type('reading sheet'))).toContain("[Open it now] [I can't lead]")
    expect(wordsOf(await ben.type('reading sheet'))).toContain('Only the facilitator or an organiser')
    expect(wordsOf(await group.table.as('Mona', 'manager').type('reading sheet'))).toMatch(/\[Open it now\]$/)
    expect(wordsOf(await cleo.type('reading sheet'))).not.toContain('Your sheet')
  })

  test('goes to nobody where nobody leads, or where the group wants no extras', async () => {
    await using group = await withFacilitator('extras:off')
    const { ada, ben, goTo, told, post, wordsOf } = group
    await goTo('2026-11-25T16:01:00Z')
    const poll = post('Open, votes hidden')
    for (const one of [ada, ben]) await one.press(poll, 'Eng · Worst')
    await goTo('2026-11-25T16:31:00Z')
    expect(sheets(told('ada'))).toEqual([])
    expect(wordsOf(await ada.type('reading sheet'))).toContain("This group has no facilitator's sheets.")
    expect(wordsOf(await ada.type('reading next'))).not.toContain('sheet')
  })

  test('leads through a session that reads together', async () => {
    await using group = await withFacilitator('together 20m')
    const { goTo, told } = group
    await goTo('2026-11-25T15:01:00Z')
    expect(sheets(told('ada'))[0]).toContain(
      '17:00 open · 17:20 poll · 17:28 reveal · 17:55 vote again · recap tomorrow 17:00',
    )
    expect(sheets(told('ada'))[0]).toContain(
      "[Open it now] [5 more minutes] [Start the poll now] [I can't lead]",
    )
  })
})

const at = (row: 0 | 1 | 2, column: 0 | 1 | 2): Stance => ({ kind: 'placement', row, column })
const ballot = (voter: string, stance: Stance, answers: Partial<OpenBallot['answers']> = {}): OpenBallot => ({
  voter: VoterId.parse(`v_${voter}`),
  answers: { stance, ...answers },
})
const near = ['a', 'b'].map((voter) => ballot(voter, at(0, 0)))
const calledOn = (ballots: readonly OpenBallot[], facilitator?: string, named: readonly string[] = []) =>
  whomToCallOn(ballots, { facilitator, named: new Set(named) })?.map(({ voter }) => voter)

describe('whom to call on', () => {
  const far = [ballot('c', at(0, 1)), ballot('d', at(2, 2)), ballot('e', at(2, 2)), ballot('f', at(2, 2))]

  test('are the farthest apart, in the order of the grid, the earliest of equals', () =>
    expect(calledOn([...far, ...near])).toEqual(['v_a', 'v_d']))

  test('rather those who wrote something and were not named last time', () => {
    const wrote = [ballot('g', at(2, 2), { crux: 'If …' }), ballot('h', at(2, 2), { why: 'Because' })]
    expect(calledOn([...far, ...near, ...wrote])).toEqual(['v_a', 'v_g'])
    expect(calledOn([...far, ...near, ...wrote], undefined, ['v_g'])).toEqual(['v_a', 'v_h'])
  })

  test('then those with more confidence', () =>
    expect(calledOn([...far, ...near, ballot('i', at(2, 2), { confidence: 4 })])).toEqual(['v_a', 'v_i']))

  test('are never the facilitator', () => expect(calledOn([...far, ...near], 'v_d')).toEqual(['v_a', 'v_e']))

  test('are nobody below four full placements, or where no two differ', () => {
    expect(calledOn([...near, ballot('d', at(2, 2)), ballot('n', { kind: 'applications' })])).toBeUndefined()
    expect(calledOn([...near, ...near])).toBeUndefined()
  })
})

describe('the time between reveal and re-vote', () => {
  const clock = (minute: number) => Date.parse('2026-12-02T16:00:00Z') + minute * 60_000
  test.each([
    [30, 60, [32, 36, 55, 2]],
    [28, 55, [30, 34, 51, 2]],
    [30, 45, [32, 34, 43, 1]],
  ])('from %i to %i', (reveal, revote, [sides = 0, crux = 0, settle = 0, each]) =>
    expect(divideTalk(clock(reveal) + 40_000, clock(revote))).toEqual({
      sides: clock(sides),
      crux: clock(crux),
      settle: clock(settle),
      revote: clock(revote),
      each,
    }),
  )
  test('is not divided if it is short', () => expect(divideTalk(clock(30), clock(43))).toBeUndefined())
})
