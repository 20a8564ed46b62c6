import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { show } from '../src/chat/answer.ts'
import { fillCall } from '../src/chat/call.ts'
import { optional, text, timed, typed } from '../src/chat/option.ts'
import { maxPaperWords, readPaper } from '../src/paper/read-paper.ts'
import { type Actor, requirePosting } from '../src/poll/permissions.ts'
import { votesSeenBy } from '../src/reading/reading-list.ts'
import { writeDate } from '../src/time/write-time.ts'
import { alreadyListedView, nominatedView } from '../src/views/nomination-view.ts'
import { groupButton } from '../src/views/reading/reading-parts.ts'
import { groupOption, suggestKnown } from './options/group.ts'
import { zoneFor } from './options/own-zone.ts'
import { askAboutPaper, meantOption, toArgs } from './options/paper.ts'
import { alreadyRead, reasonTooShort } from './options/reading-errors.ts'
import { suggestGroups } from './options/suggest-reading.ts'
import { suggestDays } from './options/suggest-times.ts'
import { readDay } from './options/times.ts'

export default defineCommand({
  name: 'reading add',
  summary: 'Nominate a paper for the reading list',
  form: { title: 'Nominate a paper', submit: 'Nominate' },
  needs: 'post',
  examples: [
    'reading add 2312.06942',
    'reading add 2312.06942 because it is short',
    'reading add arxiv.org/abs/2312.06942 why:the case for assuming the model schemes',
  ],
  options: {
    paper: typed(text('Paper: a link, an arXiv id, a DOI or the title', maxPaperWords), {
      as: 'paper',
      isFirst: true,
    }),
    why: typed(optional(text('Why: one line on why the group should read it', 300)), {
      as: 'note',
      also: ['because', 'reason', 'note'],
      takesRest: true,
    }),
    on: typed(timed(optional(text('Date: pin it to the session on this date', 40)), 'day'), {
      as: 'time',
      holds: 'date',
      also: ['for', 'date'],
    }),
    group: groupOption,
    again: typed(optional(text('Read again: list it although the group has read it', 3)), { isHidden: true }),
    meant: meantOption,
  },
  naming: { also: ['reading nominate', 'nominate'] },
  answers: 'caller',
  suggest: {
    paper: suggestKnown,
    on: suggestDays,
    group: suggestGroups,
  },
  requireMay: (context) => requireMayNominate(context, context.caller),
  async run(options, context) {
    const { paper: words, why, on: day, group: groupName, again, meant } = options
    const {
      caller,
      reading: { groups },
      papers,
      now,
    } = context
    // A group that the caller can't see is not found, whatever their rights.
    const seen = await groups.find(caller, groupName)
    const actor = seen?.actor ?? caller
    await requireMayNominate(context, actor)
    if (why !== undefined && why.length < 3) throw reasonTooShort()
    const question = askAboutPaper('reading add', options)
    if (question !== undefined) return question
    const zone = await zoneFor(context, seen?.group)
    const on = day === undefined ? undefined : readDay({ option: 'on', words: day, zone, now })
    // A link that isn't a paper begins no group.
    const named = readPaper(words)
    const { group: found } = await groups.resolveOrStart(caller, groupName)
    const { paper, hasOfficialTitle } = await papers.recall(named)
    if (again === undefined) {
      const past = await groups.findPastReading(found, paper.id)
      if (past !== undefined) {
        const readAgain = toArgs({ paper: words, why, again: 'yes', meant })
        const button = groupButton(found, 'Read again', 'reading add', readAgain)
        const { poll, date } = past.session
        const link = poll && (await context.linkToPoll(poll))
        throw alreadyRead({ title: paper.title, date, link }, now, button)
      }
    }
    if (on !== undefined) groups.requireFreeDate(actor, found, on, paper.id)
    const { group, entry, wasListed } = await groups.nominate(actor, found, {
      paper,
      isNamed: hasOfficialTitle,
      why,
    })
    if (on !== undefined) await groups.pin(actor, group, entry, on)
    const form = fillCall(
      { command: 'reading add', args: toArgs({ group: group.id, again, meant }) },
      toArgs({ paper: words, why }),
    )
    const made = { why, form, date: on === undefined ? undefined : writeDate(on, now) }
    if (!wasListed) return show(nominatedView(group, entry, made))
    const { id } = actor.person
    const votes = votesSeenBy(group, entry, id)
    return show(alreadyListedView(group, entry, { ...made, votes, hasVoted: entry.votes.includes(id) }))
  },
})

async function requireMayNominate({ caller, settings }: Context, actor: Actor): Promise<void> {
  requirePosting(actor, await settings.get(caller.place), 'nominate papers')
}
