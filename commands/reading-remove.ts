import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import type { PersonId } from '../src/chat/caller.ts'
import { flag, text, typed } from '../src/chat/option.ts'
import { counted } from '../src/chat/text.ts'
import { maxPaperWords } from '../src/paper/read-paper.ts'
import type { Entry, Group } from '../src/reading/group.ts'
import { requireEntry } from '../src/reading/nominating.ts'
import { listEntriesFor } from '../src/reading/reading-list.ts'
import { confirmView } from '../src/views/confirm/confirm-view.ts'
import { noteView } from '../src/views/note-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption, suggestEntries } from './options/group.ts'
import { sureOption } from './options/sure.ts'

export default defineCommand({
  name: 'reading remove',
  summary: 'Take a paper off the reading list',
  form: { title: 'Remove a paper', submit: 'Remove' },
  needs: 'take-part',
  examples: ['reading remove 2312.06942'],
  options: {
    paper: typed(text('Paper: its link, id, or words of its title', maxPaperWords), {
      as: 'paper',
      isFirst: true,
    }),
    sure: sureOption,
    undo: typed(flag('Put it back'), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { paper: suggestEntries },
  async requireMay({ caller, reading: { groups } }, { group: groupName }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    groups.requireMayRemove(actor, group)
  },
  async run({ paper, sure, undo, group: groupName }, { caller, reading: { groups } }) {
    const { group, actor } = await groups.resolve(caller, groupName)
    if (undo === true) {
      const entry = await groups.undo(actor, group, paper)
      return show(noteView(`“${entry.paper.title}” is on the list again.`))
    }
    const entry = requireEntry(group, paper)
    groups.requireRemovable(actor, group, entry)
    const args = { paper: entry.paper.id }
    const doubt = sure === true ? undefined : describeDoubt(group, entry, actor.person.id)
    if (doubt !== undefined) {
      const remove = groupButton(group, 'Remove it', 'reading remove', { ...args, sure: 'yes' })
      return show(confirmView(`${doubt} Remove it all the same?`, [remove]))
    }
    await groups.remove(actor, group, entry)
    const text = `“${entry.paper.title}” is off the list; for thirty days it can be put back.`
    return show(noteView(text, [groupButton(group, 'Undo', 'reading remove', { ...args, undo: 'yes' })]))
  },
})

/** A reason not to remove an entry; `undefined` without one. It must not reveal votes that are hidden from the caller. */
function describeDoubt(group: Group, { paper, votes }: Entry, person: PersonId): string | undefined {
  if (!listEntriesFor(group, person).hasCounts) return `Others may have voted for “${paper.title}”.`
  const others = votes.filter((voter) => voter !== person).length
  if (others === 0) return undefined
  const people = counted(others, 'other person has', 'other people have')
  return `${people} voted for “${paper.title}”.`
}
