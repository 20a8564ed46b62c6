import type { Field } from '../../../../src/chat/answer.ts'
import { labels } from '../../labels.ts'
import type { StateProps } from './time-input.tsx'

interface Props {
  readonly id: string
  readonly field: Field
  readonly stateProps: StateProps
}

/** The list of all time zones, that of the browser first. */
export function ZoneInput({ id, field: { name, hint, value = '' }, stateProps }: Props) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const none = hint.required ? [] : ['']
  // A typed value may be a city, or wrong; it is kept.
  const zones = new Set([own, ...none, value, ...Intl.supportedValuesOf('timeZone')])
  if (hint.required && value === '') zones.delete('')
  return (
    <select id={id} name={name} {...stateProps}>
      {[...zones].map((zone) => (
        <option key={zone} value={zone} selected={zone === value}>
          {zone === '' ? (hint.empty ?? labels.noZone) : zone.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  )
}
