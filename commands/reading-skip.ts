import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text, timed, typed } from '../src/chat/option.ts'
import { nextSessionOf } from '../src/reading/group.ts'
import { mayMoveSome } from '../src/reading/permissions.ts'
import { datesWithoutSession, sessionDatesIn } from '../src/reading/session-dates.ts'
import { noteView } from '../src/views/note-view.ts'
import { skippedWords } from '../src/views/reading/change-words.ts'
import { skipQuestion } from '../src/views/reading/skip-question.ts'
import { groupOption, requireMayInSome } from './options/group.ts'
import { zoneFor } from './options/own-zone.ts'
import { noSessionToSkip, skipWithoutEnd } from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { suggestDays } from './options/suggest-times.ts'
import { sureOption } from './options/sure.ts'
import { readSpans } from './options/times.ts'

export default defineCommand({
  name: 'reading skip',
  summary: 'Skip the next session or given dates',
  form: { title: 'Skip a session', submit: 'Skip' },
  needs: 'take-part',
  examples: ['reading skip', 'reading skip 23 Dec', 'reading skip 23 Dec and 30 Dec why:holidays'],
  options: {
    dates: typed(timed(optional(text('Dates: for example 23 Dec, 30 Dec', 300)), 'days'), {
      as: 'dates',
      isFirst: true,
    }),
    why: typed(optional(text('Why: one line the group will see', 300)), {
      as: 'note',
      also: ['because', 'reason'],
    }),
    group: groupOption,
    sure: sureOption,
  },
  answers: 'caller',
  suggest: { dates: suggestDays, group: suggestGroups },
  requireMay: requireMayInSome('skip sessions', mayMoveSome),
  async run({ dates: words, why, group: groupName, sure }, context) {
    const { caller, reading, now } = context
    const { groups } = reading
    const { group, actor } = await groups.resolve(caller, groupName)
    const next = nextSessionOf(group)?.date ?? groups.upcomingSessions(group, 1)[0]?.date
    const dates =
      words === undefined
        ? next === undefined
          ? []
          : [next]
        : readSpans({ option: 'dates', words, zone: await zoneFor(context, group), now }).flatMap((span) => {
            if (span.to === undefined) throw skipWithoutEnd()
            return sessionDatesIn(group, { from: span.from, to: span.to })
          })
    if (dates.length === 0) throw noSessionToSkip()
    const missing = mayMoveSome(actor, group) ? datesWithoutSession(group, dates, now) : []
    const others = dates.filter((date) => !missing.includes(date))
    if (sure !== true) {
      const asked = others.length === 0 ? dates : others
      const preview = groups.previewSkip(actor, group, asked)
      return show(skipQuestion(group, { dates: asked, missing, why, preview }, now))
    }
    const after = await groups.skip(actor, group, dates, why)
    // One that is prepared is no longer among the planned ones.
    const following = nextSessionOf(after) ?? groups.upcomingSessions(after, 1)[0]
    return show(noteView(skippedWords(dates, following?.start, after.schedule?.zone ?? 'UTC', now)))
  },
})
