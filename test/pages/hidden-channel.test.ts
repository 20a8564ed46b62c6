import { describe, expect, test } from 'vitest'
import { linkPage } from './link-page.ts'
import { openPages } from './open-pages.ts'
import { type PlacedPolls, placePolls } from './place-polls.ts'

const faking = 'arXiv:2412.14093'

const everyones: readonly PlacedPolls[] = [
  { paper: faking, votes: { 8: 3, 5: 2 } },
  { paper: 'Split between two', votes: { 0: 3, 8: 3 } },
  { paper: 'Settled here', votes: { 4: 5 } },
]
/** In a channel that Ben can't see, and in a thread of this one that fewer people see. */
const hidden: readonly PlacedPolls[] = [
  { paper: faking, votes: { 0: 9 }, channel: 'hidden' },
  { paper: 'Zq7secret of the channel', votes: { 0: 4, 8: 4 }, channel: 'hidden' },
  { paper: 'Zq7secret of the thread', votes: { 8: 6 }, thread: 'private' },
]

/** Everything that a page, a feed or a suggestion gives away, without what is random in every table. */
async function everything(extra: readonly PlacedPolls[]): Promise<Readonly<Record<string, string>>> {
  await using pages = await openPages()
  const { table, ben } = pages
  await pages.ada.type('close')
  for (const place of ['hidden', 'private']) {
    table.conversations.set(place, 'for-some')
    table.hide(place, 'Ben')
  }
  const [poll] = await placePolls(table, [...everyones, ...extra])
  const paths = {
    group: await linkPage(pages, 'channel'),
    paper: await linkPage(pages, 'paper', { poll }),
    feed: await linkPage(pages, 'outcomes'),
  }
  const { group, paper, feed } = paths
  const addresses = [
    ...[group, `${group}?view=table`, `${group}?from=2026-01-01`, feed, paper],
    ...[group, paper].flatMap((path) => ['.json', '.csv', '.md', '.svg'].map((ending) => path + ending)),
  ]
  const found: Record<string, string> = {}
  for (const [i, address] of addresses.entries())
    found[`address ${i}`] = withoutRandom(await (await pages.get(address)).text())
  for (const path of [group, paper])
    found[`preview of ${path.slice(0, 3)}`] = withoutRandom(
      JSON.stringify(await table.app.bot.findPreview(`https://grid.example${path}`)),
    )
  for (const command of ['results', 'poll', 'reading add'])
    for (const typed of ['', 'zq7', 'alignment', 'secret'])
      found[`${command} ${typed}`] = withoutRandom(
        JSON.stringify(await table.app.bot.suggest({ command, args: {} }, 'paper', typed, ben.caller)),
      )
  return found
}

/** Tokens, ids of polls and of rounds, and the keys of pictures that follow from them. */
const withoutRandom = (text: string): string =>
  text
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, 'TOKEN')
    .replaceAll(/urn:cruxgrid:[\w-]{26}/g, 'URN')
    .replaceAll(/p_[a-z0-9]{10}/g, 'POLL')

describe('what lives where fewer people see it', () => {
  test('reaches no page, feed, preview or suggestion of others: not by a word, a count or a rank', async () => {
    const [seen, without] = [await everything(hidden), await everything([])]
    expect(JSON.stringify(without)).toContain('Alignment faking')
    for (const [what, text] of Object.entries(seen)) {
      expect(text, what).not.toContain('Zq7secret')
      expect(text, what).toBe(without[what])
    }
  })
})
