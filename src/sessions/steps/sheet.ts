import type { Session } from '../../reading/group.ts'
import { LeaseLostError } from '../../reading/group-store.ts'
import { withSession } from '../../reading/session-outcome.ts'
import { done, notNeeded, type StepOutcome } from './outcome.ts'
import type { StepDeps, StepWork } from './step.ts'
import { writeRevealedSheet, writeSheet } from './write-sheet.ts'

/** Sends the facilitator their sheet. It holds up nothing: they can ask for it. */
export async function sheet(deps: StepDeps, { group, session }: StepWork): Promise<StepOutcome> {
  const { facilitator } = session
  if (facilitator === undefined) return notNeeded
  try {
    const note = await writeSheet(deps, group, session, facilitator)
    await deps.sendNaming(group, [facilitator.id], note, `reading/${session.id}/sheet`)
  } catch (fault) {
    deps.log.warn({ fault, group: group.id }, "could not send a facilitator's sheet")
  }
  return done()
}

/**
 * Sends the facilitator the sheet for the talk about the votes, and notes whom it names. What goes wrong is logged: it
 * holds up nothing.
 *
 * @param session As it will be once the reveal is stored.
 * @throws LeaseLostError if the lease of the group has ended.
 */
export async function sendRevealedSheet(
  deps: StepDeps,
  { group, change }: Pick<StepWork, 'group' | 'change'>,
  session: Session,
): Promise<void> {
  const { facilitator } = session
  if (facilitator === undefined || group.extras === 'off') return
  try {
    const written = await writeRevealedSheet(deps, group, session)
    if (written === undefined) return
    const { note, named } = written
    await change((group) => ({
      ...withSession(group, session.id, (one) => ({ ...one, named: one.named ?? group.named ?? [] })),
      named,
    }))
    await deps.sendNaming(group, [facilitator.id], note, `reading/${session.id}/sheet2`)
  } catch (fault) {
    if (fault instanceof LeaseLostError) throw fault
    deps.log.warn({ fault, group: group.id }, "could not send a facilitator's sheet")
  }
}
