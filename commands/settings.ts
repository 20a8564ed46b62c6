import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { requireTakingPart } from '../src/poll/permissions.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'

export default defineCommand({
  name: 'settings',
  summary: 'The defaults of this channel',
  needs: 'take-part',
  examples: ['settings'],
  options: {},
  answers: 'caller',
  requireMay,
  async run(_, context) {
    const { caller, settings, hasGuests, namesManagers, now } = context
    await requireMay(context)
    return show(
      settingsView(await settings.get(caller.place), { rank: caller.rank, hasGuests, namesManagers, now }),
    )
  },
})

async function requireMay({ caller }: Context): Promise<void> {
  requireTakingPart(caller, 'see the settings')
}
