import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

/** What the full ballot, the form of a reason and the receipt of Ben's vote say. */
async function said(chat: Chat) {
  const form = await chat.ben.press(chat.poll, 'Full ballot…')
  const receipt = await chat.ben.submit(form, { approach: '0', case: '0' })
  const reason = await chat.ben.press(receipt, 'Add a reason')
  return { form, reason, receipt: wordsOf(receipt) }
}

const few = 'If 4 of 5 voters compare notes, they know how the last one voted.'
const words = 'Shown without your name. How you write can give you away.'
const early = 'Once results are visible, people may guess a vote from when the count changes.'
const late = 'Results are already visible; a vote cast now may be guessed.'

/** What stands under a field. */
const noteOf = (form: Answer, name: string) =>
  form.kind === 'form' ? form.fields.find((field) => field.name === name)?.note : undefined

describe('who can see a vote is said by every form and receipt', () => {
  test('with names', async () => {
    await using chat = await openPoll()
    const { form, reason, receipt } = await said(chat)
    expect(form).toMatchObject({ intro: ['Your vote is shown with your name to everyone here.'] })
    expect(reason).toMatchObject({ intro: ['Shown with your name to everyone here.'] })
    expect(receipt).toContain('Shown with your name to everyone here.')
  })

  test('with names after the reveal, and once it has come', async () => {
    await using chat = await openPoll('blind')
    const { form, reason, receipt } = await said(chat)
    expect(form).toMatchObject({
      intro: ['Your vote is hidden until the reveal, then shown with your name to everyone here.'],
    })
    expect(reason).toMatchObject({ intro: ['Hidden until the reveal, then shown with your name.'] })
    expect(receipt).toContain('Hidden until the reveal, then shown with your name.')
    await chat.ada.type('reveal')
    const after = wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))
    expect(after).toContain('Shown with your name to everyone here.')
  })

  test('in a second poll on the same paper, which has another visibility', async () => {
    await using chat = await openPoll('anonymous')
    await chat.ada.type('close')
    await chat.ada.type('poll arXiv:2204.05862 names')
    const form = await chat.ben.press(latest(chat.table.last()), 'Full ballot…')
    expect(form).toMatchObject({ intro: ['Your vote is shown with your name to everyone here.'] })
  })

  test('anonymous, with what a small group can still work out', async () => {
    await using chat = await openPoll('anonymous')
    const { form, receipt } = await said(chat)
    const intro = form.kind === 'form' ? form.intro : undefined
    expect(intro).toEqual([expect.stringMatching(/^Anonymous\. .* known\.$/), few])
    expect(noteOf(form, 'why')).toBe(words)
    expect(noteOf(form, 'approach')).toBeUndefined()
    expect(receipt).toContain('Nobody here can see that it is yours.')
  })

  test('anonymous, of each optional answer once it is given', async () => {
    await using chat = await openPoll('anonymous')
    const first = wordsOf(await chat.ben.press(chat.poll, 'Eng · Worst'))
    expect(first).not.toContain('once the round is closed, from')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    const receipt = await chat.ben.submit(form, { crux: 'If it scaled.', depth: 'read', expected: '3' })
    expect(wordsOf(receipt)).toContain(
      "How much you have read and how many you expect are only counted with the others', once the round is closed, from 5 answers on.",
    )
    expect(wordsOf(receipt)).toContain(
      'What would move you is shown by itself, once the round is closed, from 5 votes on.',
    )
    for (const who of [chat.cleo, chat.dan, chat.eve, chat.finn]) await who.press(chat.poll, 'Behav · Worst')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    const settled =
      "Your answer to whether it was settled is only counted with the others', once the round is closed, from 5 answers on."
    const asked = await chat.cleo.press(chat.poll, 'Behav · Worst')
    expect(wordsOf(asked)).not.toContain(settled)
    expect(wordsOf(await chat.cleo.press(asked, 'Settled'))).toContain(settled)
    expect(wordsOf(await chat.cleo.press(chat.poll, 'Behav · Worst'))).toContain(settled)
  })

  test('anonymous and counted live, with what that costs', async () => {
    await using chat = await openPoll('anonymous live')
    const { form, receipt } = await said(chat)
    const intro = form.kind === 'form' ? form.intro : undefined
    expect(intro).toEqual([expect.stringMatching(/^Anonymous\. /), early, few])
    expect(noteOf(form, 'why')).toBe(words)
    expect(receipt).toContain(`No names are shown. ${early}`)
    for (const person of [chat.cleo, chat.dan, chat.eve, chat.finn])
      await person.press(chat.poll, 'Eng · Avg')
    const after = wordsOf(await chat.mona.press(chat.poll, 'Cog · Worst'))
    expect(after).toContain(`No names are shown. ${late}`)
  })

  test('anonymous, under the reason for a change in a later round, too', async () => {
    await using chat = await openPoll('anonymous')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    expect(noteOf(form, 'moved')).toBe(words)
  })

  test('by the form that opens a poll, before it is settled', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.ask({ command: 'place', args: { text: 'arXiv:2312.06942' } })
    const fields = form.kind === 'form' ? form.fields : []
    const hint = fields.find(({ name }) => name === 'visibility')?.hint
    expect(hint?.label).toBe('Names: show who voted what, or keep votes anonymous')
    expect(hint?.values).toEqual({ names: 'Show names', anonymous: 'Anonymous' })
  })
})

describe('what a vote that goes may tell is said', () => {
  test('after a withdrawal where votes are counted live, and nowhere else', async () => {
    const cost = 'Results are already visible, so people may guess which vote was withdrawn.'
    await using live = await openPoll('anonymous live')
    const withdrawn = async () =>
      wordsOf(await live.ben.press(await live.ben.press(live.poll, 'Eng · Avg'), 'Withdraw'))
    // Nothing is visible yet.
    expect(await withdrawn()).not.toContain('guess')
    for (const person of [live.ada, live.cleo, live.dan, live.eve, live.finn])
      await person.press(live.poll, 'Eng · Avg')
    expect(await withdrawn()).toContain(cost)
    await using blind = await openPoll('anonymous')
    const answer = await blind.ben.press(blind.poll, 'Eng · Avg')
    expect(wordsOf(await blind.ben.press(answer, 'Withdraw'))).not.toContain('guessed')
  })

  test('before `forget-me`', async () => {
    await using chat = await openPoll()
    const asked = wordsOf(await chat.ben.type('forget-me'))
    expect(asked).toContain(
      'In an open anonymous poll that is counted live, people may guess your vote when it is removed.',
    )
    expect(asked).toContain(
      'Your nominations stay, without your name, and so does what others quoted from you in chat.',
    )
  })
})

describe('the status line of a poll says who can see a vote', () => {
  test.each([
    ['', 'Round 1 · opened by Ada · names are shown to everyone in this channel'],
    ['blind', 'Round 1 · opened by Ada · hidden until the reveal, then shown with names'],
    [
      'anonymous',
      'Round 1 · opened by Ada · anonymous: nobody here can see who voted what, not even admins or in exports',
    ],
    [
      'anonymous live',
      'Round 1 · opened by Ada · anonymous, counted live: in a small group people can guess a vote from when the count changes',
    ],
  ])('“%s”', async (words, line) => {
    await using chat = await openPoll(`${words} closes:never`)
    expect(wordsOf({ kind: 'shown', view: latest(chat.poll) })).toContain(line)
  })

  test('with names once it is closed', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Eng · Avg')
    await chat.ada.type('close')
    await chat.table.until(chat.poll, 'round 1 · 1 vote · names shown · opened by Ada')
  })
})
