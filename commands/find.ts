import { findItems, readQuery } from '../src/atlas/find-text.ts'
import type { PolledPaper } from '../src/atlas/polled-papers.ts'
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
import { hasQuestions } from '../src/reading/questions/asked-session.ts'
import { searchedInGroup } from '../src/reading/searched-in-group.ts'
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
    const items = [
      ...paperItems(papers),
      ...textItems(searched, texts),
      ...(await groupItems(context, papers)),
    ]
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

/** The items of the reading groups that the caller sees; a listed paper only if it has no poll among the others. */
async function groupItems(
  { caller, reading: { groups, questions } }: Pick<Context, 'caller' | 'reading'>,
  papers: readonly PolledPaper[],
): Promise<readonly SearchedItem[]> {
  const polled = new Set(papers.flatMap(({ id, ids }) => [id, ...ids]))
  const found = (await groups.listInSpace(caller)).map(async ({ group }) =>
    searchedInGroup(
      group,
      await groups.history(group),
      hasQuestions(group) ? await questions.list(group.id) : [],
    ).filter((item) => item.kind !== 'listed' || !('paper' in item && polled.has(item.paper.id))),
  )
  return (await Promise.all(found)).flat()
}
