import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { choice, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { toFileWords } from '../src/export/file-name.ts'
import { calendarText } from '../src/reading/calendar.ts'
import type { Group } from '../src/reading/group.ts'
import { requireOrganiser } from '../src/reading/permissions.ts'
import { filePart } from '../src/views/file-view.ts'
import { calendarView, newCalendarLinkView, noPublicAddress } from '../src/views/reading/calendar-view.ts'
import { groupOption } from './options/group.ts'
import { noCalendarLink, sessionEnded } from './options/reading-errors.ts'
import { findSessionFile } from './options/session-file.ts'
import { suggestGroups } from './options/suggest-reading.ts'

export default defineCommand({
  name: 'reading calendar',
  summary: 'Have the sessions in your own calendar',
  form: { title: 'Calendar', submit: 'Show' },
  examples: ['reading calendar', 'reading calendar new-link'],
  options: {
    link: typed(
      ifEmpty(
        optional(choice('Link: withdraw the calendar link and make another', { 'new-link': 'New link' })),
        'The link there is',
      ),
      { spellings: { 'new-link': ['new link', 'renew'] } },
    ),
    session: typed(optional(text('Session', 20)), { isHidden: true }),
    group: groupOption,
  },
  answers: 'caller',
  suggest: { group: suggestGroups },
  async run({ link, session, group: name }, context) {
    const { caller, polls, reading } = context
    const { group, actor } = await reading.groups.resolve(caller, name)
    if (link !== undefined) {
      requireOrganiser(actor, group, 'replace the calendar link')
      if (!polls.hasPages) throw noCalendarLink()
      await reading.calendarOf(group)
      const token = await polls.renewCalendarLink(caller, group)
      return show(newCalendarLinkView(polls.placePageAddress('calendar', token)))
    }
    const facts = await reading.calendarOf(group)
    if (session !== undefined) {
      const url = await findAddress(context, group).catch(() => undefined)
      const file = findSessionFile(group, session, facts)
      if (file === undefined) throw sessionEnded()
      return show(calendarView({ file, url }))
    }
    if (!polls.hasPages) {
      const file = filePart(`${toFileWords(group.name)}.ics`, 'ics', calendarText(facts))
      const { happened, remedy } = noPublicAddress
      return show(calendarView({ file, url: undefined, noLink: `${happened} ${remedy}` }))
    }
    return show(calendarView({ file: undefined, url: await findAddress(context, group) }))
  },
})

/** @returns `undefined` if nobody elsewhere reaches pages. @throws UserError if links are off in the group's channel. */
async function findAddress({ caller, polls }: Context, group: Group): Promise<string | undefined> {
  if (!polls.hasPages) return undefined
  return polls.placePageAddress('calendar', await polls.calendarLink(caller, group))
}
