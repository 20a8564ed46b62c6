import type { DaypartName, Part, PartReader } from './part.ts'
import { constantReader, patternReader } from './pattern-reader.ts'
import { refuse } from './refused.ts'

const noSuchTime: Part = { kind: 'refused', refused: refuse('no-such-time') }
const at = '(?:at |@ ?)?'
const half = '([ap])\\.?m\\.?(?![a-z])'
const hours = '(?: ?(?:h|hrs?|hours)(?![a-z0-9]))?'

interface Written {
  readonly hour: string | undefined
  readonly minute?: string | undefined
  readonly second?: string | undefined
  /** `a` or `p` */
  readonly half?: string | undefined
  readonly isFixed?: boolean
}

function toClock({ hour: hours, minute: minutes, second: seconds, half, isFixed = false }: Written): Part {
  const [hour, minute, second] = [Number(hours), Number(minutes ?? 0), Number(seconds ?? 0)]
  const isMidnight = hour === 24 && minute === 0 && second === 0
  const isHour = half === undefined ? hour <= 23 || isMidnight : hour >= 1 && hour <= 12
  if (!isHour || minute > 59 || second > 59) return noSuchTime
  const named = half !== undefined && { half: half === 'a' ? ('am' as const) : ('pm' as const) }
  return { kind: 'clock', hour, minute, second, isFixed, ...named }
}

const toHour = (hour: string | undefined): Part =>
  Number(hour) > 24 ? noSuchTime : { kind: 'number', value: Number(hour), isHour: true }

const daypart = (name: DaypartName): PartReader =>
  patternReader(`(in the |this |at )?${name}`, ([which]) => ({
    kind: 'daypart',
    name,
    isToday: which === 'this ',
  }))

/** Times of day: `17:00`, `1700`, `17h30`, `5pm`, `at 5`, `noon`, `end of day`. A day has 24 hours, or twice 12. */
export const clockReaders: readonly PartReader[] = [
  patternReader(
    `${at}(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: ?${half})?${hours}`,
    ([hour, minute, second, half]) => toClock({ hour, minute, second, half }),
  ),
  patternReader(`${at}(\\d{1,2})\\.(\\d{2}) ?${half}`, ([hour, minute, half]) =>
    toClock({ hour, minute, half }),
  ),
  patternReader(`(?:at |@ ?)(\\d{1,2})\\.(\\d{2})${hours}`, ([hour, minute]) => toClock({ hour, minute })),
  patternReader(`(\\d{1,2})\\.(\\d{2}) ?(?:h|hrs?|hours)`, ([hour, minute]) => toClock({ hour, minute })),
  patternReader(`${at}(\\d{1,2}) ?${half}`, ([hour, half]) => toClock({ hour, half })),
  patternReader(`${at}(\\d{2})(\\d{2})${hours}`, ([hour, minute]) =>
    toClock({ hour, minute, isFixed: true }),
  ),
  patternReader(`${at}(\\d{1,2})h(\\d{2})`, ([hour, minute]) => toClock({ hour, minute, isFixed: true })),
  patternReader('(?:at |@ ?)(\\d{1,2})(?: ?(?:h|hrs?))?', ([hour]) => toHour(hour)),
  patternReader(`${at}(\\d{1,2}) ?o ?clock`, ([hour]) => toHour(hour)),
  constantReader('(?:12 )?noon|midday', { kind: 'clock', hour: 12, minute: 0, second: 0, isFixed: true }),
  constantReader('(?:12 )?midnight', { kind: 'midnight' }),
  constantReader('eod|end of (?:the )?day', { kind: 'end-of-day' }),
  daypart('morning'),
  daypart('afternoon'),
  daypart('evening'),
  daypart('night'),
  patternReader('(\\d{1,2})', ([value]) => ({ kind: 'number', value: Number(value), isHour: false })),
]
