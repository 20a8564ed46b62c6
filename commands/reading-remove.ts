import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import type { PersonId } from '../src/chat/caller.ts'
import { flag, text, typed } from '../src/chat/option.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import type { Entry, Group } from '../src/reading/group.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { takesVotes, votesSeenBy } from '../src/reading/reading-list.ts'
import { confirmRemovalView, putBackView, removedView } from '../src/views/nomination-view.ts'
import { groupOption, suggestEntries } from './options/group.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'reading remove',
  summary: 'Take a paper off the reading list',
  form: { title: 'Remove a paper', submit: 'Remove' },
  needs: 'take-part',
  examples: ['reading remove 2312.06942'],
  options: {
    paper: typed(text('Paper: which one to remove', maxPaperWords), {
      as: 'paper',
      isFirst: true,
    }),
    sure: sureOption,
    undo: typed(flag('Put it back'), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { paper: suggestEntries, group: suggestGroups },
  async requireMay({ caller, reading: { groups } }, { group: groupName }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    groups.requireMayRemove(actor, group)
  },
  async run({ paper, sure, undo, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    if (undo === true) return show(putBackView(group, await groups.undo(actor, group, paper)))
    const entry = requireEntry(group, paper)
    groups.requireRemovable(actor, group, entry)
    const others = sure === true ? 0 : othersVotesFor(group, entry, actor.person.id)
    if (others !== 0) return show(confirmRemovalView(group, entry, others))
    await groups.remove(actor, group, entry)
    return show(removedView(group, entry))
  },
})

/** How many others voted for an entry; `undefined` if votes are hidden from the person; 0 without votes. */
function othersVotesFor(group: Group, entry: Entry, person: PersonId): number | undefined {
  if (!takesVotes(group)) return 0
  const votes = votesSeenBy(group, entry, person)
  return votes === undefined ? undefined : votes - Number(entry.votes.includes(person))
}
