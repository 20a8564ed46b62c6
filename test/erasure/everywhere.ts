import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SpaceId } from '../../src/chat/caller.ts'
import { onTestBot } from '../reading/test-group.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { latest, startTestBot } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'

/** Stand in everything that a person leaves behind: their name, their id, and whatever they write. */
const name = 'Zq7name'
export const words = 'Zq7words'
export const markers = /zq7(?:name|words)/gi

/** A table at which one person has left something in every place where people can be. */
export async function everywhere() {
  const directory = await temporaryDirectory()
  const table = await startTestBot({ database: join(directory.path, 'x.db'), logLevel: 'trace' })
  const group = onTestBot(table)
  const mark = table.as(name)
  const [ada, ben] = [table.as('Ada', 'manager'), table.as('Ben')]
  const others = ['Cleo', 'Dan', 'Eve', 'Finn'].map((name) => table.as(name))
  const pollIn = () => buttonsOf(latest(table.last()))[0]?.call.args.poll ?? ''
  const cast = (poll: string, more: Readonly<Record<string, string>> = {}) =>
    mark.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why: `${words} why`, ...more } })
  const voteAll = async (poll: string) => {
    for (const one of [ben, ...others]) await one.ask({ command: 'vote', args: { poll, answer: '0' } })
  }

  // Theirs, with names, closed twice, shared, and open.
  await mark.type(`poll arXiv:2204.05862 note:"${words} note"`)
  const own = pollIn()
  await cast(own)
  await voteAll(own)
  await mark.ask({ command: 'share', args: { poll: own } })
  await mark.ask({ command: 'explain-share', args: { topic: 'cell.ai-control' } })
  await mark.ask({ command: 'close', args: { paper: own } })
  await mark.ask({ command: 'revote', args: { paper: own } })
  await cast(own, { moved: `${words} moved`, approach: '0' })
  await voteAll(own)
  await table.quiet()
  await mark.ask({ command: 'close', args: { paper: own } })
  await table.quiet()
  await mark.type(`poll arXiv:1906.01820 note:"${words} note"`)
  await cast(pollIn())

  // Another's, in which they are expected; and an anonymous one, in which their words are among others'.
  await ada.type(`poll arXiv:2312.06942 expect:table:${name.toLowerCase()},table:ben`)
  const expecting = pollIn()
  await ada.type('remind')
  await cast(pollIn())
  await ada.type('poll arXiv:2009.03300 anonymous')
  const secret = pollIn()
  await cast(secret)
  await voteAll(secret)
  await ada.ask({ command: 'close', args: { paper: secret } })
  await table.quiet()

  // A reading group that they organise, lead, and nominate for.
  await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await ada.type(`reading facilitators order:table:${name.toLowerCase()},table:ben`)
  await ada.type('reading schedule expect:table:ben,table:cleo')
  await mark.type(`reading add arXiv:2001.08361 why:"${words} nominated"`)
  await ben.type('reading add arXiv:1705.08807 why:other')
  await group.goTo('2026-11-25T17:01:00Z')
  const session = group.posts('[Neither (applications)]').at(-1)
  const sessionPoll = session === undefined ? '' : (buttonsOf(latest(session))[0]?.call.args.poll ?? '')
  await cast(sessionPoll)
  await voteAll(sessionPoll)
  await group.goTo('2026-11-27T18:00:00Z')
  await mark.submit(await mark.press(group.post('Recap:'), 'Add notes…'), { notes: `${words} noted` })
  await mark.press(group.post('Recap:'), 'Worth it')
  await mark.type('reading attach https://example.org/talk as:recording')
  await mark.type('reading missed on')
  await ada.type('reading recap as:forum')
  await mark.type(`reading add arXiv:1412.6572 why:"${words} again"`)
  // The season's recap, by hand and by itself, and what others are told of turns.
  await ada.type('reading history recap')
  await ada.type('reading schedule season:"Season 2"')
  await group.goTo('2026-11-27T19:00:00Z')

  // As a manager: turns, dates, the list and a step.
  await ada.type(`settings managers add:table:${name.toLowerCase()}`)
  await mark.type('reading facilitators pass:2026-12-02')
  await mark.type('reading facilitators swap:table:ben')
  await mark.type('reading facilitators away:2027-03-01 2027-03-05')
  await ben.type('reading add arXiv:1606.06565 why:other')
  await mark.type('reading remove arXiv:1606.06565 sure')
  await mark.type('reading add arXiv:1706.03741 why:other on:2026-12-09')
  await mark.type('reading next do:announce')
  await table.quiet()
  // An announced session that somebody else leads, which they skip; its reason is in the recap of the season, too.
  await mark.type(`reading skip why:"${words} skipped"`)
  await ada.type('reading history recap')
  await mark.ask({
    command: 'amend',
    args: {
      poll: expecting,
      title: 'A title',
      note: `${words} amended`,
      expect: `table:${name.toLowerCase()}`,
    },
  })
  await table.quiet()
  const other = table.as(name, 'manager', { channel: 'second' })
  await other.press(await other.type('reading schedule thu 17:00 UTC group:Others'), 'Confirm')
  await other.press(await other.type('reading schedule fri 17:00 UTC group:Others'), 'Confirm')

  // Something worth a line in the log: a poll that is asked for from another space.
  const elsewhere = table.as(name, 'member', { space: SpaceId.parse('table:other') })
  await elsewhere.ask({ command: 'vote', args: { poll: own, answer: '0' } })

  return {
    table,
    ada,
    mark,
    directory,
    file: join(directory.path, 'x.db'),
    /** Their own poll, closed twice, and the anonymous one. */
    polls: { own, secret },
    /** The messages as they stand now that have a marker, by their keys: those to everyone, and to others alone. */
    messages: () =>
      [
        ...table.said.map((one) => ({ key: one.key, view: latest(one) })),
        ...table.told.filter(({ person }) => person !== mark.caller.person.id),
      ]
        .filter(({ view }) => JSON.stringify(view).match(markers))
        .map(({ key, view }) => `${key}: ${JSON.stringify(view).match(/.{0,60}zq7.{0,40}/i)?.[0]}`),
    /** The files of the database that have a marker, with what stands around it. */
    async files() {
      const names = await readdir(directory.path)
      const found = await Promise.all(
        names.map(async (file) => {
          const text = await readFile(join(directory.path, file), 'latin1')
          return [...text.matchAll(/.{0,200}zq7(?:name|words).{0,60}/gis)].map(
            ([around]) => `${file}: ${around}`,
          )
        }),
      )
      return found.flat()
    },
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      await directory[Symbol.asyncDispose]()
    },
  }
}
