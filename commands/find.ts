import { findItems, readQuery } from '../src/atlas/find-text.ts'
import {
  maxSearched,
  newestLines,
  paperItems,
  type SearchedItem,
  textItems,
} from '../src/atlas/searched-items.ts'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { findView, foundPerPage, nothingFoundView } from '../src/views/memory/find-view.ts'
import { findAddresses, readRemembered } from './options/memory.ts'

export default defineCommand({
  name: 'find',
  summary: 'Search papers, reasons and notes you can see (only visible to you)',
  form: { title: 'Find', submit: 'Find' },
  examples: ['find sandbagging probes', 'find "deceptive alignment"'],
  naming: { also: ['search'] },
  options: {
    words: typed(text('Words: all of them, or a phrase in quotes', 200), { as: 'topic', isFirst: true }),
    page: typed(optional(text('Page', 4)), { isHidden: true }),
  },
  answers: 'caller',
  async run({ words, page: pageWords }, context) {
    const { lines, papers } = await readRemembered(context, { isShared: false, what: '' })
    const searched = newestLines(lines)
    const texts = await context.polls.readTexts(searched)
    const items = [...paperItems(papers), ...textItems(searched, texts), ...(await groupItems(context))]
    const found = findItems(items, readQuery(words))
    if (found.length === 0)
      return show(nothingFoundView(words, new Set(lines.map(({ channel }) => channel)).size))
    const page = Math.max(1, Number(pageWords) || 1)
    const shown = found.slice((page - 1) * foundPerPage, page * foundPerPage)
    const ids = shown.flatMap(({ item }) => item.poll?.id ?? [])
    return show(
      findView(shown, {
        ...{ words, page, isLast: found.length <= page * foundPerPage },
        isCut: lines.length > maxSearched,
        links: await findAddresses(context, ids),
      }),
    )
  },
})

/** The texts of the reading groups that the caller sees: reasons for nominations, and notes of sessions. */
async function groupItems({
  caller,
  reading: { groups },
}: Pick<Context, 'caller' | 'reading'>): Promise<readonly SearchedItem[]> {
  const found: SearchedItem[] = []
  for (const { group } of await groups.listInSpace(caller)) {
    const past = await groups.history(group)
    const entries = [...group.entries, ...past.flatMap(({ entry }) => entry ?? [])]
    for (const { paper, why, by, whys, at } of entries)
      for (const one of [{ why, by }, ...whys])
        if (one.why !== undefined)
          found.push({
            ...{ kind: 'nomination', text: one.why, at, group: group.name, about: paper.title },
            ...(one.by !== undefined && { by: one.by }),
          })
    for (const { session, entry, at } of past)
      if (session.notes !== undefined)
        found.push({
          ...{ kind: 'recap', text: session.notes, at, group: group.name },
          ...(entry !== undefined && { about: entry.paper.title }),
        })
  }
  return found
}
