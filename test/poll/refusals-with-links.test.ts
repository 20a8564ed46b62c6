import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'
import { link, openPoll } from './open-poll.ts'

const linkTo = async ({ id }: { readonly id: string }) => `https://table.example/m/${id}`

const urlsIn = (answer: Answer): readonly string[] =>
  [...JSON.stringify(answer).matchAll(/"url":"(?<url>[^"]+)"/g)].map(({ groups }) => groups?.url ?? '')

test('a poll that can’t be reopened because of a newer one leads to that', async () => {
  await using chat = await openPoll('', { linkTo })
  const older = buttonsOf(chat.poll.views[0] ?? { summary: '', parts: [] })[0]?.call.args.poll ?? ''
  await chat.ada.type('close')
  await until(() => chat.table.said.length === 2)
  await chat.ada.type(`poll ${link}`)
  const newer = chat.table.last()
  const refused = await chat.ada.ask({ command: 'reopen', args: { paper: older } })
  expect(wordsOf(refused)).toContain('Vote there: Go to the poll. Or close it, then reopen this one.')
  expect(urlsIn(refused)).toEqual([`https://table.example/m/${newer.message.id}`])
})

test('a round that is open already is one press away', async () => {
  await using chat = await openPoll('', { linkTo })
  const poll = buttonsOf(chat.poll.views[0] ?? { summary: '', parts: [] })[0]?.call.args.poll ?? ''
  const refused = await chat.ada.ask({ command: 'reopen', args: { paper: poll } })
  expect(wordsOf(refused)).toContain('Vote here: Go to the poll.')
  expect(urlsIn(refused)).toEqual([`https://table.example/m/${chat.poll.message.id}`])
})
