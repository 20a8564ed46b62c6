import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text, typed } from '../src/chat/option.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { mayOrganise } from '../src/reading/permissions.ts'
import { votesSeenBy } from '../src/reading/reading-list.ts'
import { voteCountedView, voteRemovedView } from '../src/views/nomination-view.ts'
import { withNotices } from '../src/views/reading/notice-parts.ts'
import { readingListView } from '../src/views/reading/reading-list-view.ts'
import { groupOption, requireTakingPartTo, suggestEntries } from './options/group.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading list',
  summary: 'See the reading list and vote',
  form: { title: 'Vote for a paper', submit: 'Vote' },
  examples: ['reading list', 'reading list mine', 'reading list vote:2312.06942'],
  options: {
    vote: typed(optional(text('Paper: vote for it, or remove your vote', maxPaperWords)), {
      as: 'paper',
    }),
    mine: flag('Only papers I nominated'),
    page: typed(optional(text('Page', 4)), { isHidden: true }),
    group: groupOption,
  },
  naming: { also: ['reading lists'], alsoWith: { 'reading vote': 'vote' } },
  answers: 'caller',
  requireMay: requireTakingPartTo('vote for papers'),
  suggest: { vote: suggestEntries, group: suggestGroups },
  async run({ vote, mine, page, group: groupName }, { caller, now, reading: { groups } }) {
    const seen = await groups.resolve(caller, groupName)
    const { group, actor } = seen
    if (vote === undefined)
      return show(
        withNotices(
          group,
          readingListView(seen, {
            isMine: mine === true,
            page: Math.max(1, Number(page) || 1),
            mayPostBoard: mayOrganise(actor, group) && (await groups.isHere(caller, group)),
            now,
          }),
          await groups.takeUnseenNotices(actor, group),
        ),
      )
    const entry = requireEntry(group, vote)
    const after = await groups.vote(actor, group, entry)
    return show(
      after.isCast
        ? voteCountedView(group, entry, votesSeenBy(after.group, after.entry, actor.person.id))
        : voteRemovedView(group, entry),
    )
  },
})
