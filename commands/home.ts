import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag } from '../src/chat/option.ts'
import { mayPost } from '../src/poll/permissions.ts'
import { homeView } from '../src/views/home-view.ts'
import { openPollsView } from '../src/views/open-polls-view.ts'

/** The start page, on platforms that have one. */
export default defineCommand({
  name: 'home',
  summary: 'Open polls and the reading list',
  examples: [],
  options: { brief: flag('Only the open polls') },
  answers: 'caller',
  async run({ brief = false }, { caller, now, polls, settings, reading: { groups } }) {
    const listed = await polls.listForHome(caller)
    if (brief) return show(openPollsView(listed))
    const mayOpen = mayPost(caller, await settings.get(caller.place))
    const seen = await groups.listInSpace(caller)
    return show(
      homeView({
        polls: listed,
        mayOpen,
        now,
        groups: seen.map((one) => ({ ...one, later: groups.upcomingSessions(one.group, 1) })),
      }),
    )
  },
})
