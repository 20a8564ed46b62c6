import type { Place } from '../chat/caller.ts'
import { inTime } from '../chat/in-time.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { PollId } from '../poll/poll.ts'
import { hasLabels } from '../poll/settings.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { Clock } from '../time/clock.ts'
import type { ActParts, PartName } from '../views/poll/acted-notes.ts'
import type { Task } from './tasks.ts'

/** How long a person who acts waits to read how it ended, in ms. */
const maxWaitMs = 2500

type OnReport = (poll: PollId, parts: Partial<ActParts>) => void

interface Deps {
  readonly settings: Pick<SettingsStore, 'get'>
  readonly portFor: (platform: string) => Pick<ChatPort, 'relabel'>
  /** Runs jobs that have failed at once. @returns the tasks of those that are not done. */
  readonly retryJobs: (isMeant: (task: Task) => boolean) => Promise<readonly Task[]>
  readonly clock: Pick<Clock, 'limit'>
}

/** The parts of an act that a task does. */
const partsOf = ({ kind }: Task): readonly PartName[] => {
  if (kind === 'outcome') return ['outcome', 'announcement']
  if (kind === 'announce') return ['announcement']
  return kind === 'label' ? ['label'] : []
}

/** Notifies people who act on a poll what has come of the parts of the act that jobs do: they run after it. */
export function createActs({ settings, portFor, retryJobs, clock }: Deps) {
  const listeners = new Set<OnReport>()

  function report(poll: PollId, parts: Partial<ActParts>): void {
    for (const onReport of listeners) onReport(poll, parts)
  }

  /** Acts, and waits a moment for the parts that follow. A part that is absent from the result is not done yet. */
  async function act<Done>(
    run: () => Promise<Done>,
    expect: (done: Done) => { readonly poll: PollId; readonly parts: readonly PartName[] },
  ): Promise<{ readonly done: Done; readonly parts: Partial<ActParts> }> {
    const reported = new Map<PollId, Partial<ActParts>>()
    let onChange = () => {}
    const onReport: OnReport = (poll, parts) => {
      reported.set(poll, { ...reported.get(poll), ...parts })
      onChange()
    }
    listeners.add(onReport)
    try {
      const done = await run()
      const { poll, parts } = expect(done)
      const { promise, resolve } = Promise.withResolvers<void>()
      onChange = () => {
        const found = reported.get(poll) ?? {}
        // The parts that follow an outcome wait for it.
        const isStuck = found.outcome?.kind === 'refused' || found.outcome?.kind === 'pending'
        if (isStuck || parts.every((part) => found[part] !== undefined)) resolve()
      }
      onChange()
      await inTime(promise, maxWaitMs, clock)
      return { done, parts: reported.get(poll) ?? {} }
    } finally {
      listeners.delete(onReport)
    }
  }

  return {
    /** Does a part of an act on a poll, and reports how that ended. @throws the fault that `run` throws. */
    async reportPart<Part extends PartName>(
      poll: PollId,
      part: Part,
      run: () => Promise<NonNullable<ActParts[Part]>>,
    ): Promise<void> {
      try {
        report(poll, { [part]: await run() })
      } catch (fault) {
        const state = fault instanceof UserError ? { kind: 'refused', why: fault } : { kind: 'pending' }
        report(poll, { [part]: state })
        throw fault
      }
    },

    /**
     * Acts on a poll in a place.
     *
     * @param parts Those that jobs do after the act; `label` counts only where the poll's thread has one.
     * @throws what `run` throws.
     */
    async perform<Done extends { readonly id: PollId }>(
      place: Place,
      parts: readonly PartName[],
      run: () => Promise<Done>,
    ) {
      const isLabelled =
        parts.includes('label') &&
        portFor(place.platform).relabel !== undefined &&
        hasLabels(place, await settings.get(place))
      const expected = isLabelled ? parts : parts.filter((part) => part !== 'label')
      return act(run, ({ id }) => ({ poll: id, parts: expected }))
    },

    /** Tries the parts of the acts on a poll again that have failed. `parts` is empty if all is done. */
    async retry(poll: PollId) {
      const isOf = (task: Task) => 'poll' in task && task.poll === poll && partsOf(task).length > 0
      const { done, parts } = await act(
        () => retryJobs(isOf),
        (tasks) => ({ poll, parts: tasks.flatMap(partsOf) }),
      )
      return { left: new Set(done.flatMap(partsOf)), parts }
    },
  }
}

export type Acts = ReturnType<typeof createActs>
