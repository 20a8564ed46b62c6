import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import type { FormRequest } from '../src/chat/answer.ts'
import { choice, hintsOf, text as line, longText, optional, typed } from '../src/chat/option.ts'
import { truncate } from '../src/chat/truncate.ts'
import { doubtOf } from '../src/paper/doubt.ts'
import { findNearId } from '../src/paper/link/near-arxiv-id.ts'
import { maxPaperWords, readPaper } from '../src/paper/read-paper.ts'
import { recogniseAll } from '../src/paper/recognise.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { noPaperText, questionOf } from '../src/views/paper-doubt-view.ts'
import { maxPlaced, valueOfLink } from './options/among.ts'

/** Every platform's menus have room for this. */
const maxLabel = 75

/**
 * Opens the form of a poll on the paper that a message links. If there are several, they can be chosen from; on a page that
 * lists papers, or what is nearly an id, it is opened only if there is nothing better, and says so above the form.
 */
export default defineCommand({
  name: 'place',
  summary: 'Place this paper',
  examples: [],
  options: {
    text: optional(longText('Message', 20_000)),
    title: typed(optional(line('The title of its file', maxPaperWords)), { isHidden: true }),
  },
  answers: 'form',
  async run({ text = '', title }, context) {
    const { caller, settings } = context
    requirePosting(caller, await settings.get(caller.place), 'open polls')
    const links = recogniseAll(text).map(({ url }) => url)
    const papers = links.filter((link) => doubtOf(link) === undefined).slice(0, maxPlaced)
    if (papers.length > 1) return askWhich(context, papers)
    const paper = papers[0] ?? links[0] ?? findNearId(text) ?? title
    const doubt = paper === title || paper === undefined ? undefined : doubtOf(paper)
    return {
      ...form,
      title: 'Place this paper',
      ...(doubt !== undefined && { intro: [questionOf(doubt.kind, paper ?? '')], isIntroFirst: true }),
      ...(paper === undefined && { intro: [noPaperText], isIntroFirst: true }),
      values: paper === undefined ? {} : { paper },
    }
  },
})

const form = {
  kind: 'asked',
  submit: { command: 'poll', args: {} },
  ask: ['paper', 'visibility', 'blind', 'closes', 'note', 'goal', 'tractable', 'expect'],
} as const

/** The form that begins with a choice among the papers of a message. */
async function askWhich({ papers }: Context, links: readonly string[]): Promise<FormRequest> {
  const choices = links.map(valueOfLink)
  const titles = await Promise.all(
    links.map(async (link) => (await papers.recall(readPaper(link))).paper.title),
  )
  const values = Object.fromEntries(
    links.map((link, i) => [choices[i], truncate(titles[i] ?? link, maxLabel)]),
  )
  return {
    ...form,
    title: `Place paper 1 of ${links.length}`,
    submit: { command: 'poll', args: { among: links.join(' ') } },
    hints: hintsOf({ paper: choice('Paper', values) }),
    values: { paper: choices[0] ?? '' },
  }
}
