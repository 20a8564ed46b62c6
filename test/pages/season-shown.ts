import { withGroup } from '../reading/test-group.ts'
import { buttonsIn } from '../test-bot.ts'
import { placeAddress } from './link-page.ts'
import { publicUrl, servePages } from './open-pages.ts'
import type { ShownPoll } from './shown-by-link.ts'

const reason = 'Zq7 reason for a vote'
const crux = 'Zq7 crux of a voter'
const voters = ['Zoe', 'Yan', 'Xia', 'Wim', 'Vic']

/** A season of one session, whose poll is of that kind: as its page is read by a link, by its ending. */
export async function readSeason(kind: ShownPoll, link: 'counts' | 'full', endings: readonly string[]) {
  await using group = await withGroup({ publicUrl, linkTo: async ({ id }) => `https://chat.example/${id}` })
  const { ada, ben, goTo, table } = group
  await using served = servePages(table)
  if (kind.startsWith('anonymous'))
    await ada.ask({
      command: 'settings-save',
      args: { visibility: 'anonymous', closes: 'never', closers: 'everyone', zone: 'UTC', language: 'en-GB' },
    })
  await ada.type('reading facilitators order:table:ben')
  await ben.type('reading add AI Control why:"everyone cites it"')
  await goTo('2026-11-25T17:01:00Z')
  const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.said.map(({ views }) => views))) ?? []
  for (const [i, name] of voters.slice(0, kind === 'anonymous, below the minimum' ? 4 : 5).entries())
    await table.as(name).ask({
      command: 'cast',
      args: { poll, approach: '2', case: '2', ...(i === 0 && { why: reason, crux }) },
    })
  if (kind !== 'blind') await goTo('2026-11-26T17:05:00Z')
  table.conversations.set('main', 'for-some')
  const offered = buttonsIn(await ada.ask({ command: 'link-page', args: {} }))
  const season = offered.find(({ call }) => call.args.of === 'season')?.call.args
  const args = { of: 'season', group: season?.group ?? '', season: season?.season ?? '', kind: link }
  const made = await ada.ask({ command: 'link-page', args: { term: '7', sure: 'yes', ...args } })
  const [, path = ''] = placeAddress.exec(JSON.stringify(made)) ?? []
  const read: Record<string, { readonly status: number; readonly text: string }> = {}
  for (const ending of endings) {
    const response = await served.get(path + ending)
    read[ending] = { status: response.status, text: await response.text() }
  }
  return read
}
