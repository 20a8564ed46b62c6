import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import { type Group, nextSessionOf, type Session } from '../src/reading/group.ts'
import { mayLead, mayOrganise } from '../src/reading/permissions.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { noSheets, notFacilitator, sessionEnded, sessionNotPrepared } from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'

/** The facilitator's sheet of the session that runs, else of the next one. */
export default defineCommand({
  name: 'reading sheet',
  summary: "See the facilitator's sheet of the session",
  form: { title: "Facilitator's sheet", submit: 'Show' },
  needs: 'take-part',
  examples: ['reading sheet'],
  options: {
    session: typed(optional(text('Session', 20)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { group: suggestGroups },
  requireMay: requireMayInSome(
    "see the facilitator's sheet",
    (actor, group) =>
      mayOrganise(actor, group) || group.sessions.some((session) => mayLead(actor, group, session)),
  ),
  async run({ session: id, group: groupName }, { caller, reading }) {
    const { group, actor } = await reading.groups.resolve(caller, groupName)
    const session = findSession(group, id)
    if (!mayLead(actor, group, session)) throw notFacilitator()
    if (group.extras === 'off') throw noSheets()
    if (session === undefined) throw id === undefined ? sessionNotPrepared() : sessionEnded()
    return show(await reading.showSheet(group, session, actor.person))
  },
})

function findSession(group: Group, id: string | undefined): Session | undefined {
  if (id !== undefined) return group.sessions.find((session) => session.id === id)
  return group.sessions.find(({ openedAt }) => openedAt !== undefined) ?? nextSessionOf(group)
}
