import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import type { Sent } from '../platforms/slack/entities.ts'
import { chanceOf, isObject } from '../slack/chances.ts'
import { ballot, button, kinds, payloads, requestOf } from '../slack/forged-requests.ts'
import { formOf, sendTo, spent, trap, typed, withPoll } from '../slack/forged-table.ts'

const seed = 77

test(`malformed requests leave everything as it was, seed ${seed}`, async () => {
  await using table = await withPoll('http')
  const { slack, board, poll, told, says, isUnharmed } = table
  const { people, home } = slack
  await using foreign = await trap()
  const chance = chanceOf(seed)
  const requests = 1000
  const triggers = await spent(table, 200)
  // As many at once as a machine can connect.
  const inTurn = pLimit(100)
  const statuses = await Promise.all(
    Array.from({ length: requests }, (_, i) => {
      const kind = chance.pick(kinds)
      const with_ = { number: i, trigger: triggers[i % triggers.length] ?? '', answerTo: foreign.address }
      const { body, type } = requestOf(kind, chance.spoilt(payloads(table, board, with_)[kind]))
      return inTurn(async () => {
        const { status } = await sendTo(table, body, { ...slack.sign(body), 'content-type': type })
        return status
      })
    }),
  )
  // Taken; taken by nobody in time; not understood by Slack's own package.
  expect(statuses.filter((status) => ![200, 404, 500].includes(status))).toEqual([])
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(requests / 2)
  await isUnharmed()
  expect(foreign.visits()).toBe(0)
  const next = await poll('A paper that comes after')
  expect(await told(people.press(home.cleo, 'Cog · Worst', next))).toContain('Your vote: Cognitivist')
  await says(next, '1 vote')
})

test(`what is malformed leaves everything as it was over a socket, too, seed ${seed}`, async () => {
  await using table = await withPoll('socket')
  const { slack, board, isUnharmed } = table
  const { people, home } = slack
  const chance = chanceOf(seed)
  const presses = Array.from({ length: 200 }, () => {
    const { type, action_id, ...rest } = button(`explain?topic=${typed}&private=yes`)
    const option = { text: { type: 'plain_text', text: typed }, value: 'explain' }
    const action = chance.spoilt({ ...rest, selected_option: chance.pick([null, option]) })
    return people.pressRaw(home.cleo, { ...action, type, action_id }, board)
  })
  await Promise.all(presses.map(people.acknowledged))
  const form = await formOf(table, people.press(home.cleo, 'Full ballot…', board))
  const own: unknown = JSON.parse(form.content.private_metadata ?? '')
  const nowhere = { ...(isObject(own) ? own : {}), call: 'cast?poll=p_aaaaaaaaaa' }
  const submissions = Array.from({ length: 100 }, (_, i) =>
    people.submitRaw(home.cleo, form, ballot, {
      private_metadata: JSON.stringify(chance.spoilt(nowhere)),
      hash: `${typed} ${i}`,
    }),
  )
  await Promise.all(submissions.map(people.answered))
  for (const { errors } of submissions) expect(Object.values(errors ?? {}).join(' ')).toMatch(/\w.*\./)
  await people.answered(people.pressRaw(home.cleo, button('explain?topic=worst+case&private=yes'), board))
  // The last of the presses may be answered after it.
  const isTold = (one: Sent) =>
    one.seenBy === home.cleo.id && slack.textOf(one).includes('last column of the grid')
  await slack.until(() => [...home.messages.values()].some(isTold))
  await isUnharmed()
})
