import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, ifEmpty, optional, typed } from '../src/chat/option.ts'
import { missedSettingView } from '../src/views/session-note-view.ts'
import { groupOption, requireTakingPartTo } from './options/group.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading missed',
  summary: 'Get a digest of each session that you miss',
  form: { title: 'Missed sessions', submit: 'Save' },
  needs: 'take-part',
  examples: ['reading missed on', 'reading missed off'],
  options: {
    set: typed(
      ifEmpty(
        optional(choice('Digest: of each session that you miss', { on: 'On', off: 'Off' })),
        'As it is',
      ),
      { spellings: { on: ['yes'], off: ['no'] } },
    ),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { group: suggestGroups },
  requireMay: requireTakingPartTo('ask for digests'),
  async run({ set, group: name }, { caller, reading: { groups } }) {
    const seen = await groups.resolve(caller, name)
    const group =
      set === undefined ? seen.group : await groups.setMissed(seen.actor, seen.group, set === 'on')
    return show(missedSettingView(group, group.missed?.includes(caller.person.id) === true))
  },
})
