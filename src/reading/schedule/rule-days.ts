import { type Refused, refuse } from '../../time/words/refused.ts'
import { type MonthlyRule, nths, type WeeklyRule, weekdays } from './rule.ts'
import type { RuleParts } from './rule-parts.ts'

type RuleDays = Omit<WeeklyRule, 'from'> | Omit<MonthlyRule, 'from'>

/** The days of a rule, without its start. */
export function toRuleDays(parts: RuleParts): RuleDays | Refused {
  if (parts.months.some((months) => months > 1)) return refuse('months')
  const on = weekdays.filter((_, index) => parts.weekdays.includes(index + 1))
  if (on.length === 0) return refuse(parts.nths.length > 0 ? 'day-of-month' : 'no-weekday')
  return parts.nths.length > 0 ? toMonthly(parts, on) : toWeekly(parts, on)
}

function toWeekly({ months, rhythms }: RuleParts, on: WeeklyRule['on']): RuleDays | Refused {
  const [rhythm, second] = rhythms
  // "monthly wed" leaves open which one of the month.
  if (months.length > 0 || second !== undefined) return refuse('ambiguous')
  if (rhythm?.isDoubtful === true && on.length > 1) return refuse('ambiguous')
  return { every: rhythm?.weeks ?? 1, on }
}

function toMonthly(parts: RuleParts, [on, ...others]: WeeklyRule['on']): RuleDays | Refused {
  const monthly = nths.filter((nth) => parts.nths.includes(nth))
  if (parts.nths.some((nth) => nth > 5 || nth === 0)) return refuse('unreadable')
  if (on === undefined || others.length > 0) return refuse('one-weekday')
  if (parts.rhythms.length > 0) return refuse('ambiguous')
  // People say "every 2nd Wednesday" for every two weeks and for once a month.
  const isUnclear =
    parts.isEvery && parts.months.length === 0 && monthly.length === 1 && (monthly[0] ?? 0) > 1
  return isUnclear ? refuse('ambiguous') : { monthly, on }
}
