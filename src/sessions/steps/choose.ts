import { chooseFor } from '../../reading/choose.ts'
import type { Group } from '../../reading/group.ts'
import { facilitatorFor } from '../../reading/rotation.ts'
import { requireSession } from '../../reading/session-outcome.ts'
import { noteView } from '../../views/note-view.ts'
import { nominateButton } from '../../views/reading/reading-parts.ts'
import { leadingView } from '../../views/reading/reminder-view.ts'
import { noPaperYetText } from '../../views/reading/session-lines.ts'
import { leftNote } from '../../views/reading/turn-notes.ts'
import { waitsFor } from '../../views/reading/waits-for.ts'
import { done, type StepOutcome, waiting } from './outcome.ts'
import { post, record, type StepDeps, type StepWork } from './step.ts'

/** Chooses the paper and the facilitator, and notifies the facilitator. With an empty list it asks for nominations. */
export async function choose(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { change, session } = work
  const group = await removeAbsent(deps, work)
  const next = await change((group) => chooseFor(group, session.id))
  const prepared = requireSession(next, session.id)
  if (prepared.paper === undefined) {
    if (prepared.hasAsked !== true) {
      await post(deps, {
        place: group.place,
        view: noteView(noPaperYetText(session.date, deps.now()), [nominateButton(group)]),
        key: `reading/${session.id}/ask`,
      })
      await record(work, { hasAsked: true })
    }
    return waiting(waitsFor.paper)
  }
  const { facilitator } = prepared
  if (facilitator === undefined) return done()
  const view = leadingView(next, prepared, deps.now())
  await deps.sendPrivately(next, [facilitator.id], view, `reading/${session.id}/lead`)
  return done({ told: [facilitator.id] })
}

/** The group without facilitators whose turn it would be but who have left; organisers are notified. */
async function removeAbsent(
  deps: StepDeps,
  { group, session, change }: Omit<StepWork, 'lateMs'>,
): Promise<Group> {
  const next = session.facilitator === undefined ? facilitatorFor(group, session.date) : undefined
  if (next === undefined || !(await deps.isAbsent(group, next.id))) return group
  const left = await change(({ facilitators, ...group }) => ({
    ...group,
    facilitators: facilitators.filter(({ person }) => person.id !== next.id),
  }))
  await deps.sendNaming(
    left,
    left.organisers.map(({ id }) => id),
    leftNote(left, next),
    `reading/${session.id}/left/${next.id}`,
  )
  return removeAbsent(deps, { group: left, session, change })
}
