import { defineCommand } from '../src/bot/command.ts'
import { longText } from '../src/chat/option.ts'
import { doubtOf } from '../src/paper/doubt.ts'
import { findNearId } from '../src/paper/link/near-arxiv-id.ts'
import { recogniseAll } from '../src/paper/recognise.ts'
import { requirePosting } from '../src/poll/permissions.ts'
import { questionOf } from '../src/views/paper-doubt-view.ts'
import { noPaperInMessage } from './options/errors.ts'

/**
 * Opens the form of a poll on the first paper that a message links; on a page that lists papers, or what is nearly an
 * id, only if there is nothing better, and says so above the form.
 */
export default defineCommand({
  name: 'place',
  summary: 'Place this paper',
  examples: [],
  options: { text: longText('Message', 20_000) },
  answers: 'form',
  async run({ text }, { caller, settings }) {
    requirePosting(caller, await settings.get(caller.place), 'open polls')
    const links = recogniseAll(text).map(({ url }) => url)
    const papers = links.filter((link) => doubtOf(link) === undefined)
    const paper = papers[0] ?? links[0] ?? findNearId(text)
    if (paper === undefined) throw noPaperInMessage()
    const doubt = doubtOf(paper)
    return {
      kind: 'asked',
      title: papers.length < 2 ? 'Place this paper' : `Place paper 1 of ${papers.length}`,
      ...(doubt !== undefined && { intro: [questionOf(doubt.kind, paper)] }),
      submit: { command: 'poll', args: {} },
      ask: ['paper', 'visibility', 'blind', 'closes', 'note', 'goal', 'tractable', 'expect'],
      values: { paper },
    }
  },
})
