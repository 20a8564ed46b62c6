import { describe, expect, test } from 'vitest'
import { latest } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

const idOf = (chat: Chat) => buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''

/** All that Dan, who has not voted, and an admin can get to see by any way out, and what was logged. */
async function everythingSeen(chat: Chat): Promise<string> {
  const commands = ['results', 'export', 'export json', 'export csv', 'my-data', 'help']
  const asked = await Promise.all(
    [chat.dan, chat.root].flatMap((person) => commands.map((words) => person.type(words))),
  )
  const all = await Promise.all([chat.root.type('export json all'), chat.root.type('export csv all')])
  const more = await chat.root.press(chat.poll, 'More…')
  const shared = await chat.dan.ask({ command: 'share', args: { poll: idOf(chat) } })
  const page = await chat.table.app.bot.renderPage(idOf(chat), async () => true)
  const posted = chat.table.said.flatMap(({ views }) => views)
  return JSON.stringify([asked, all, more, shared, page, posted, chat.table.told, chat.table.logged])
}

/** Each with a full ballot, so that there is something to slip out. */
async function everyoneVotes(chat: Chat): Promise<void> {
  for (const [person, level] of [
    [chat.ben, '0'],
    [chat.cleo, '2'],
    [chat.eve, '2'],
    [chat.mona, '1'],
    [chat.finn, '0'],
  ] as const) {
    const form = await person.press(chat.poll, 'Full ballot…')
    const name = person.caller.person.name
    await person.submit(form, {
      approach: level,
      case: level,
      why: `Reason of ${name}`,
      confidence: '4',
      goal: 'alignment',
    })
  }
  await chat.table.quiet()
}

/** Nobody is mentioned in it, but help has @Ben in its examples. */
const names = /(?<!@)\b(?:Ben|Cleo|Eve|Mona|Finn)\b/
/** What of it is there: a list is easier to read than everything that was seen. */
const found = (pattern: RegExp, seen: string) =>
  [...seen.matchAll(new RegExp(pattern, 'g'))].map(([words]) => words)

const ballotFields = /(?:row|castAt|confidence)\\?":/
const ids = /table:(?:ben|cleo|eve|mona|finn)/

describe('what slips out of a poll, by any way', () => {
  test('while it is blind: how many have voted, and nothing that was said', async () => {
    await using chat = await openPoll('blind goal expect:table:ben,table:dan')
    await everyoneVotes(chat)
    const seen = await everythingSeen(chat)
    expect(seen).toContain('5 people have voted; votes stay hidden until the reveal.')
    expect(found(/Reason of|\d Cognitivist|\d of \d say|Two camps|To settle/, seen)).toEqual([])
    expect(found(ballotFields, seen)).toEqual([])
    expect(found(ids, seen)).toEqual([])
  })

  test('with names: everything but ids of the platform, once it is revealed', async () => {
    await using chat = await openPoll('blind goal')
    await everyoneVotes(chat)
    await chat.ada.type('reveal')
    const seen = await everythingSeen(chat)
    expect(seen).toContain('Reason of Ben')
    expect(seen).toContain('5 votes. ')
    expect(new Set(found(ballotFields, seen))).toHaveLength(3)
    expect(found(ids, seen)).toEqual([])
  })

  test('anonymous and open: how many have voted', async () => {
    await using chat = await openPoll('anonymous goal')
    await everyoneVotes(chat)
    const seen = await everythingSeen(chat)
    expect(seen).toContain('5 people have voted; votes stay hidden until the reveal.')
    expect(found(/\d votes\. |\d Cognitivist|Reason of/, seen)).toEqual([])
    expect(found(names, seen)).toEqual([])
    expect(found(ids, seen)).toEqual([])
  })

  test('anonymous and counted live: stances alone', async () => {
    await using chat = await openPoll('anonymous live goal')
    await everyoneVotes(chat)
    const seen = await everythingSeen(chat)
    expect(seen).toContain('5 votes. ')
    expect(found(names, seen)).toEqual([])
    expect(found(ids, seen)).toEqual([])
    expect(
      found(
        /Reason of|(?:castAt|confidence)\\?":|confidence 4|goal is alignment|goal\\?":\\?"alignment/,
        seen,
      ),
    ).toEqual([])
  })

  test('anonymous and closed: reasons beside their cells, but nobody’s name, id or time', async () => {
    await using chat = await openPoll('anonymous goal')
    await everyoneVotes(chat)
    await chat.ada.type('close')
    const seen = (await everythingSeen(chat)).replaceAll(/Reason of \w+/g, 'a reason')
    expect(seen).toContain('a reason')
    expect(found(names, seen)).toEqual([])
    expect(found(ids, seen)).toEqual([])
    expect(found(/castAt\\?":/, seen)).toEqual([])
  })

  test('anonymous and voted on again: who moved is told as counts, and only once the round is closed', async () => {
    await using chat = await openPoll('anonymous')
    await everyoneVotes(chat)
    await chat.ada.type('close')
    await chat.ada.type('revote')
    await everyoneVotes(chat)
    expect(await everythingSeen(chat)).not.toContain('Since round 1')
    await chat.ada.type('close')
    const seen = (await everythingSeen(chat)).replaceAll(/Reason of \w+/g, '')
    expect(seen).toContain('Since round 1, none of the 5 who voted in both rounds changed their vote.')
    expect(found(names, seen)).toEqual([])
  })
})
