import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'

export default defineCommand({
  name: 'settings',
  summary: 'The defaults of this channel',
  examples: ['settings'],
  options: {},
  naming: { also: ['setting'] },
  answers: 'caller',
  async run(_, { caller, settings, hasGuests, namesManagers, now }) {
    requireTakingPart(caller, 'see the settings')
    return show(
      settingsView(await settings.get(caller.place), { rank: caller.rank, hasGuests, namesManagers, now }),
    )
  },
})
