import type { Suggest } from '../../src/bot/command.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { capitalise } from '../../src/chat/text.ts'
import { truncate } from '../../src/chat/truncate.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { ruleWords, toTypedRule } from '../../src/reading/schedule/rule-words.ts'
import type { Schedule } from '../../src/reading/schedule/schedule.ts'
import { zoneFor } from './own-zone.ts'
import { readScheduleRule } from './times.ts'

const maxLabel = 100

/** Offered before anything is typed. */
const commonRules: readonly Suggestion[] = [
  { label: 'Every Wednesday at 17:00', value: 'every wed 17:00' },
  { label: 'Every 2 weeks on Wednesday at 17:00', value: 'every 2 weeks wed 17:00' },
  { label: 'First Thursday of the month at 18:00', value: '1st thu 18:00' },
]

/** Groups that the caller sees, those of this conversation first. */
export const suggestGroups: Suggest = async (typed, { caller, reading: { groups } }) => {
  const seen = (await groups.listInSpace(caller)).map(({ group }) => group)
  const here = new Set((await groups.listHere(caller)).map(({ id }) => id))
  return seen
    .toSorted((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)))
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .map(({ id, name }) => ({ label: truncate(name, maxLabel), value: id }))
}

/** The seasons of the group, newest first. */
export const suggestSeasons: Suggest = async (typed, { caller, reading: { groups } }, { group }) => {
  const seen = await groups.find(caller, group)
  if (seen === undefined) return []
  const past = await groups.history(seen.group)
  const names = [...past.map(({ season }) => season), seen.group.season.name].toReversed()
  return [...new Set(names)]
    .filter((name) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .map((name) => ({ label: truncate(name, maxLabel), value: name }))
}

/** How the typed words are read as a rule; before anything is typed, and where they can't be read, the group's rule and common ones. */
export const suggestRule: Suggest = async (typed, context, { group }) => {
  const { reading, caller, now } = context
  const seen = await reading.groups.find(caller, group)
  const schedule = seen?.group.schedule
  const present = schedule?.rule === undefined ? [] : [write(schedule)]
  if (typed.trim() === '') return [...present, ...commonRules]
  const zone = await zoneFor(context, seen?.group)
  try {
    const { said: _, ...rule } = readScheduleRule({ option: 'rule', words: typed, zone, now })
    return [{ ...write(rule), isReading: true }]
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault
    const { instead } = fault.help
    return instead?.option === 'rule' ? instead.values : [...present, ...commonRules]
  }
}

const write = (schedule: Schedule): Suggestion => ({
  label: truncate(capitalise(ruleWords(schedule)), maxLabel),
  value: toTypedRule(schedule),
})
