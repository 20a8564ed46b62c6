import type { Answer } from '../../src/chat/answer.ts'
import { formOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/**
 * A session of Wed 25 Nov 2026 that is over, with names: Ben leads it, Cleo nominated its paper. Ada and Ben placed it
 * elsewhere than Cleo and Dora; Ben and Dora said why. Emil was coming and did not vote.
 */
export async function heldSession({
  anonymous = false,
  before = async () => {},
  ...options
}: Parameters<typeof withGroup>[0] & {
  anonymous?: boolean
  before?: (group: Awaited<ReturnType<typeof withGroup>>) => Promise<void>
} = {}) {
  const group = await withGroup(options)
  const { ada, ben, cleo, goTo, posts, table } = group
  const people = { ada, ben, cleo, dora: table.as('Dora'), emil: table.as('Emil') }
  if (anonymous) {
    const settings = { visibility: 'anonymous', closes: 'never', closers: 'everyone' }
    await ada.ask({ command: 'settings-save', args: { ...settings, zone: 'UTC', language: 'en-GB' } })
  }
  await ada.type('reading facilitators order:table:ben,table:ada')
  await cleo.type('reading add AI Control why:because it matters')
  await before(group)
  await goTo('2026-11-24T12:00:00Z')
  const announcement = posts('next session').at(-1) ?? table.last()
  await people.emil.press(announcement, 'Coming')
  await goTo('2026-11-25T17:01:00Z')
  const poll = posts('[Neither (applications)]').at(-1) ?? table.last()
  const reasons = { ben: 'The protocol is the product.', dora: 'They study the attacker, @here.' }
  const voters = [people.ada, ben, cleo, people.dora]
  for (const [i, voter] of voters.entries()) {
    const why = voter === ben ? reasons.ben : voter === people.dora ? reasons.dora : ''
    const approach = i < 2 ? '0' : '1'
    await voter.submit(await voter.press(poll, 'Full ballot…'), { approach, case: '2', why })
  }
  if (anonymous) for (const name of ['Finn', 'Gil', 'Hana']) await table.as(name).press(poll, 'Eng · Worst')
  await goTo('2026-11-26T17:05:00Z')
  return { ...group, people, poll, reasons, recap: group.post('Recap: ') }
}

/** The file in an answer; '' without one. */
export const fileIn = (answer: Answer): string => {
  if (answer.kind !== 'shown') throw new Error(`Nothing shown, but ${answer.kind}`)
  return answer.view.parts.flatMap((part) => (part.kind === 'file' ? [part.content] : []))[0] ?? ''
}

/** Everything that a form says above and under its fields. */
export const wordsOfForm = (answer: Answer): string => {
  const { title, intro = [], fields } = formOf(answer)
  return [title, ...intro, ...fields.map(({ hint, note = '' }) => `${hint.label} ${note}`)].join('\n')
}
