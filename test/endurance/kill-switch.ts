/** What has not happened when somebody is cut off. */
const never = (): Promise<never> => new Promise(() => {})

/** Cut at the change for which it holds. */
interface Fuse {
  readonly isLast: (what: string) => boolean
  /** Whether that change still arrives. */
  readonly isMade: boolean
}

/**
 * What one instance of the bot hangs by: everything it does to the world passes here. From the moment that it is cut,
 * nothing of it reaches the world and nothing is answered any more. What it was about to do stays undone, as when a
 * process is killed: no catch and no finally of it runs.
 */
export function createKillSwitch() {
  let isCut = false
  let fuse: Fuse | undefined
  let underWay = 0
  let waiting = 0

  /** The outcome of an act, for as long as there is somebody to hear it. */
  async function heard<Result>(act: () => Promise<Result>): Promise<Result> {
    if (isCut) return never()
    try {
      const result = await act()
      return isCut ? never() : result
    } catch (fault) {
      if (isCut) return never()
      throw fault
    }
  }

  /** Something that changes nothing. */
  async function look<Result>(act: () => Promise<Result>): Promise<Result> {
    underWay += 1
    try {
      return await heard(act)
    } finally {
      underWay -= 1
    }
  }

  return {
    isCut: () => isCut,
    /** How much of it is on its way to the world and back. */
    underWay: () => (isCut ? 0 : underWay),
    /** How much of it waits for that, or for time to go on. */
    waiting: () => (isCut ? 0 : waiting),

    look,

    /** Something that changes the world. @param what A line of a request; the kind of another change. */
    async change<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
      if (isCut || fuse?.isLast(what) !== true) return look(act)
      isCut = true
      if (fuse.isMade) await act().catch(() => undefined)
      return never()
    },

    /** Something that is made of looks and changes. */
    async whole<Result>(act: () => Promise<Result>): Promise<Result> {
      waiting += 1
      try {
        return await heard(act)
      } finally {
        waiting -= 1
      }
    },

    cut(): void {
      isCut = true
    },
    cutAt(next: Fuse): void {
      fuse = next
    },
  }
}

export type KillSwitch = ReturnType<typeof createKillSwitch>
