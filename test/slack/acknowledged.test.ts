import { describe, expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Person } from '../platforms/slack/entities.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { behind, createGate } from './held-store.ts'
import { seatedInProcess } from './table.ts'

/** A poll, and a store whose answers can be held back. */
async function withPoll() {
  const [clock, gate] = [createFakeClock(new Date().toISOString()), createGate()]
  const table = await seatedInProcess('socket', {}, clock, {
    platform: (platform) => behind(gate, platform),
  })
  const board = await table.poll('A paper')
  return { ...table, clock, gate, board, ...table.slack }
}

const requestsIn = (database: string): readonly string[] =>
  rowsOf(database).filter((row) => row.startsWith('slack-request '))

const lateAcks = async (address: string): Promise<string | undefined> =>
  /^cruxgrid_late_acks_total (\d+)$/m.exec(await (await fetch(`${address}/metrics`)).text())?.[1]

describe('what somebody does is acknowledged', () => {
  test('once it is stored', async () => {
    await using table = await withPoll()
    const { home, people, gate, board } = table
    gate.close()
    const pressed = people.press(home.ben, 'Cog · Worst', board)
    await until(() => gate.waiting() > 0)
    // What comes after it is answered meanwhile.
    await people.answered(people.slash(home.ada, 'help'))
    expect(pressed.ackedAt).toBeUndefined()
    gate.open()
    await people.acknowledged(pressed)
    await people.answered(pressed)
    expect(await lateAcks(table.cruxgrid.address)).toBe('0')
  })

  test('after a second and a half if it isn’t stored by then, which is counted, and it is answered later', async () => {
    await using table = await withPoll()
    const { home, people, gate, board, clock } = table
    gate.close()
    const before = clock.endingIn(1500)
    const pressed = people.press(home.ben, 'Cog · Worst', board)
    // Something of the poll's opening may wait at the gate before the press does.
    await until(() => gate.waiting() > 0 && clock.endingIn(1500) > before)
    clock.advance(1499)
    await people.answered(people.slash(home.ada, 'help'))
    expect(pressed.ackedAt).toBeUndefined()
    clock.advance(1)
    await people.acknowledged(pressed)
    expect(pressed.isAnswered).toBe(false)
    expect(await lateAcks(table.cruxgrid.address)).toBe('1')
    gate.open()
    expect(await table.told(pressed)).toContain('Your vote: Cognitivist science × Worst-case')
  })

  test('and a ballot’s form once the ballot is stored, or after a second and a half', async () => {
    await using table = await withPoll()
    const { home, people, gate, board, clock } = table
    const opened = async (person: Person) => {
      const pressed = people.press(person, 'Full ballot…', board)
      await people.answered(pressed)
      if (pressed.view === undefined) throw new Error('No form was opened')
      return pressed.view
    }
    const [form, late] = [await opened(home.ben), await opened(home.cleo)]
    gate.close()
    const sent = people.submit(home.ben, form, { approach: '2', case: '2' })
    await until(() => gate.waiting() > 0)
    await people.answered(people.slash(home.ada, 'help'))
    expect(sent.ackedAt).toBeUndefined()
    gate.open()
    await people.acknowledged(sent)
    expect(await table.told(sent)).toContain('Your vote: Cognitivist science × Worst-case')
    gate.close()
    const sentLate = people.submit(home.cleo, late, { approach: '0', case: '0' })
    // What the vote before it wrote may be held back, too: only the time that is seen to pass here is the form's.
    await until(async () => {
      clock.advance(1500)
      await people.answered(people.slash(home.ada, 'help'))
      return sentLate.ackedAt !== undefined
    })
    gate.open()
    expect(await table.told(sentLate)).toContain('Your vote: Engineering × Average-case')
  })

  test('before it is answered if it is a form that opens', async () => {
    await using table = await withPoll()
    const { home, people, board, slack } = table
    let mayOpen = false
    slack.makeTrouble((method) => (method === 'views.open' ? { until: () => mayOpen } : undefined))
    const pressed = people.press(home.ben, 'Full ballot…', board)
    await people.acknowledged(pressed)
    expect(pressed.view).toBeUndefined()
    mayOpen = true
    await people.answered(pressed)
  })

  test('and of what everyone is to see, once it is kept, until it is posted', async () => {
    await using table = await withPoll()
    const { home, people, slack, clock } = table
    let mayPost = false
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? { until: () => mayPost } : undefined))
    const asked = people.slash(home.ben, 'poll Another paper note:read it first')
    await people.acknowledged(asked)
    expect(requestsIn(table.database)).toEqual([expect.stringContaining('Another+paper')])
    mayPost = true
    // The pace of a channel goes by the clock that stands still.
    await until(async () => {
      clock.advance(1000)
      await people.answered(people.slash(home.ada, 'help'))
      return table.posted().length > 1
    })
    await until(() => requestsIn(table.database).length === 0)
  })
})
